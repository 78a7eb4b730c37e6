// The console of the docs page: talks by the WebSockets of an API and follows its event streams, as its document of AsyncAPI has them.
"use strict";

(async () => {
  const place = document.getElementById("live");
  if (!place) return;
  const documented = await (await fetch(place.dataset.document)).json();
  const root = new URL(place.dataset.root, location.href);
  const messagesMax = 500;

  function make(name, attributes = {}, ...children) {
    const node = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      if (key in node && key !== "list") node[key] = value; else node.setAttribute(key, value);
    }
    node.append(...children);
    return node;
  }

  // MARK: Schemas

  function resolved(value) {
    for (let steps = 0; steps < 16 && value && value.$ref; steps += 1) {
      value = value.$ref.replace(/^#\//, "").split("/")
        .reduce((found, token) => found?.[token.replace(/~1/g, "/").replace(/~0/g, "~")], documented);
    }
    return value;
  }

  /// A value that the schema may take, as far as it can be told: what is required, and what the author shows.
  function example(schema, depth = 0) {
    schema = resolved(schema);
    if (!schema || schema === true || depth > 8) return null;
    if (schema.examples?.length) return schema.examples[0];
    if (schema.default !== undefined) return schema.default;
    if (schema.const !== undefined) return schema.const;
    if (schema.enum?.length) return schema.enum[0];
    const first = (schema.oneOf ?? schema.anyOf)?.[0];
    if (first && !schema.properties) return example(first, depth + 1);
    if (schema.allOf) {
      const parts = schema.allOf.map((part) => example(part, depth + 1));
      if (parts.every((part) => part && typeof part === "object")) return Object.assign({}, ...parts);
      return parts.find((part) => part !== null) ?? null;
    }
    const type = [schema.type].flat().find((type) => type !== "null") ?? (schema.properties ? "object" : undefined);
    switch (type) {
      case "object": {
        const names = schema.required ?? Object.keys(schema.properties ?? {}).slice(0, 4);
        return Object.fromEntries(names.map((name) => [name, example(schema.properties?.[name], depth + 1)]));
      }
      case "array": {
        const item = Array.isArray(schema.items) ? schema.items[0] : schema.items;
        return Array.from({ length: Math.min(schema.minItems ?? 1, 3) }, () => example(item, depth + 1));
      }
      case "integer": case "number": return schema.minimum ?? (schema.exclusiveMinimum !== undefined ? schema.exclusiveMinimum + 1 : 0);
      case "boolean": return true;
      case "string": return text(schema);
      default: return null;
    }
  }

  function text({ format, minLength = 0, maxLength = Infinity }) {
    const known = {
      "date-time": "2026-01-01T12:00:00Z", date: "2026-01-01", time: "12:00:00Z", uuid: "00000000-0000-4000-8000-000000000000",
      email: "someone@example.com", uri: "https://example.com/", duration: "PT1H",
    };
    return known[format] ?? "text".repeat(Math.ceil(Math.max(minLength, 1) / 4)).slice(0, Math.max(Math.min(maxLength, Math.max(minLength, 4)), 0));
  }

  /// One message for each kind of a union, by what tells the kinds apart.
  function samples(message) {
    const payload = resolved(message.payload);
    if (!payload) return [{ name: message.name, value: null, isText: message.contentType?.startsWith("text/") }];
    const isText = !/json/.test(message.contentType ?? "json");
    const kinds = payload.oneOf ?? payload.anyOf ?? [payload];
    return kinds.map((kind) => {
      const value = example(kind);
      const told = value && typeof value === "object" ? value[payload.discriminator] ?? value.kind ?? value.type : undefined;
      return { name: told ?? kind.$ref?.split("/").pop() ?? message.name, value, isText };
    });
  }

  // MARK: Close codes

  const standard = {
    1000: "Normal: all is said.", 1001: "The server ends, or the page is left.", 1002: "The protocol was broken.",
    1003: "A kind of message that isn't declared.", 1005: "Closed without a code.",
    1006: "Lost without a word, or never opened: the answer to the request was no WebSocket.", 1007: "A text that is no UTF-8 or no JSON.",
    1008: "A message that breaks its schema, or the rules.", 1009: "A message that is too large.", 1011: "The server failed.",
    1012: "The server starts again.", 1013: "Too slow, or too much at once: try again later.",
  };

  const explained = (channel, code) => channel["x-writ-websocket"]?.closeCodes?.[code]?.description ?? standard[code] ?? "No meaning is known.";

  // MARK: One channel

  function field(name, schema, isRequired, hint) {
    const found = resolved(schema) ?? {};
    const input = make("input", {
      name, required: isRequired, placeholder: hint ?? found.description ?? found.type ?? "", autocomplete: "off",
      value: isRequired ? String(found.enum?.[0] ?? found.default ?? "") : "",
    });
    return make("label", {}, make("span", { textContent: isRequired ? name : `${name} (optional)` }), input);
  }

  function address(channel, form) {
    const path = channel.address.replace(/\{([^}]+)\}/g, (_, name) => encodeURIComponent(form.elements[`path ${name}`].value));
    const url = new URL(path.replace(/^\//, ""), root);
    for (const input of form.querySelectorAll("[name^='query ']")) if (input.value) url.searchParams.append(input.name.slice(6), input.value);
    return url;
  }

  function show(id, channel) {
    const operations = Object.values(documented.operations).filter((operation) => resolved(operation.channel) === channel);
    const isSocket = Boolean(channel.bindings?.ws);
    const sent = operations.filter(({ action }) => action === "receive").flatMap(({ messages }) => messages.map(resolved));
    const query = (channel.bindings?.ws ?? operations[0]?.bindings?.http)?.query;
    const log = make("ol", { className: "log", ariaLive: "polite" });
    const state = make("output", { textContent: "Not connected" });
    const connect = make("button", { textContent: "Connect" });
    const form = make("form", { className: "connection" });
    for (const [name, parameter] of Object.entries(channel.parameters ?? {})) form.append(field(`path ${name}`, parameter, true));
    for (const [name, schema] of Object.entries(query?.properties ?? {})) form.append(field(`query ${name}`, schema, query.required?.includes(name)));
    for (const label of form.children) label.firstChild.textContent = label.firstChild.textContent.replace(/^(path|query) /, "");
    form.append(connect, state);
    const node = make("details", { id: `live-${id}` },
      make("summary", {}, make("span", { className: "method get", textContent: isSocket ? "SOCKET" : "EVENTS" }),
        make("code", { textContent: channel.address }), make("span", { className: "name", textContent: channel.summary ?? id })),
      form);
    let link = null;

    function note(kind, ...content) {
      const line = make("li", { className: kind }, make("time", { textContent: new Date().toLocaleTimeString() }), ...content);
      log.append(line);
      if (log.children.length > messagesMax) log.firstChild.remove();
      log.scrollTop = log.scrollHeight;
    }

    const shown = (data) => {
      try { return make("pre", { textContent: JSON.stringify(JSON.parse(data), null, 2) }); } catch { return make("pre", { textContent: data }); }
    };

    function showLink(isOpen, text) {
      state.textContent = text;
      connect.textContent = link ? "Disconnect" : "Connect";
      node.dataset.state = isOpen ? "open" : "closed";
      for (const button of node.querySelectorAll("button.send")) button.disabled = !isOpen;
    }

    function openSocket() {
      const url = address(channel, form);
      url.protocol = url.protocol.replace("http", "ws");
      const socket = new WebSocket(url, channel["x-writ-websocket"]?.subprotocols ?? []);
      socket.binaryType = "arraybuffer";
      socket.addEventListener("open", () => showLink(true, socket.protocol ? `Connected by ${socket.protocol}` : "Connected"));
      socket.addEventListener("message", ({ data }) => {
        if (typeof data === "string") note("came", shown(data)); else note("came", `${data.byteLength} bytes`);
      });
      socket.addEventListener("close", ({ code, reason }) => {
        link = null;
        showLink(false, "Not connected");
        note("closed", make("b", { textContent: `Closed with ${code}` }), ` ${explained(channel, code)}`, reason ? make("pre", { textContent: reason }) : "");
      });
      return { close: () => socket.close(1000), send: (data) => socket.send(data) };
    }

    function openEvents() {
      const source = new EventSource(address(channel, form));
      const came = (event) => note("came", ...(event.type === "message" ? [] : [make("b", { textContent: event.type })]),
        ...(event.lastEventId ? [make("code", { textContent: ` id ${event.lastEventId}` })] : []), shown(event.data));
      const kinds = Object.values(channel.messages).flatMap((message) => {
        const kind = resolved(message.headers)?.properties?.event;
        return kind?.enum ?? (kind?.const ? [kind.const] : []);
      });
      for (const kind of new Set(["message", ...kinds])) source.addEventListener(kind, came);
      source.addEventListener("open", () => showLink(true, "Connected"));
      source.addEventListener("error", () => {
        if (source.readyState === EventSource.CONNECTING) return showLink(false, "Connecting again…");
        link = null;
        showLink(false, "Not connected");
        note("closed", make("b", { textContent: "Ended" }), " The answer was no event stream.");
      });
      return { close() { source.close(); link = null; showLink(false, "Not connected"); note("closed", make("b", { textContent: "Disconnected" })); } };
    }

    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (link) return link.close();
      link = isSocket ? openSocket() : openEvents();
      showLink(false, "Connecting…");
    });

    const texts = sent.filter(({ contentType }) => /json|^text\//.test(contentType ?? "json"));
    if (texts.length) {
      const kinds = texts.flatMap(samples);
      const area = make("textarea", { rows: 5, spellcheck: false, ariaLabel: "Message to send" });
      const choose = make("select", { ariaLabel: "Kind of message" }, ...kinds.map(({ name }, index) => make("option", { value: index, textContent: name })));
      const fill = () => {
        const { value, isText } = kinds[choose.value];
        area.value = isText && typeof value === "string" ? value : JSON.stringify(value, null, 2);
      };
      choose.addEventListener("change", fill);
      choose.hidden = kinds.length < 2;
      fill();
      const send = make("button", { type: "button", className: "send", textContent: "Send", disabled: true });
      send.addEventListener("click", () => { link.send(area.value); note("went", shown(area.value)); });
      node.append(make("div", { className: "message" }, choose, area, send));
    }
    if (sent.some(({ contentType }) => !/json|^text\//.test(contentType ?? "json"))) {
      const file = make("input", { type: "file", ariaLabel: "File to send" });
      const send = make("button", { type: "button", className: "send", textContent: "Send file", disabled: true });
      send.addEventListener("click", async () => {
        if (!file.files[0]) return;
        link.send(await file.files[0].arrayBuffer());
        note("went", `${file.files[0].size} bytes`);
      });
      node.append(make("div", { className: "message" }, file, send));
    }
    const codes = Object.entries(channel["x-writ-websocket"]?.closeCodes ?? {});
    if (codes.length) {
      node.append(make("p", { className: "codes" }, "Closes with ",
        ...codes.flatMap(([code, { description }]) => [make("code", { textContent: code }), ` ${description ?? ""} `])));
    }
    node.append(log);
    place.append(node);
  }

  for (const [id, channel] of Object.entries(documented.channels)) show(id, channel);
  place.hidden = false;
})();
