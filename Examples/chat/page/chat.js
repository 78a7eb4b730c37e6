// The page of the chat: a room by WebSocket or by an event stream. What was not acknowledged is sent again when the server is back;
// what was missed comes by the id of the last message.
"use strict";

const $ = (id) => document.getElementById(id);
const state = { name: "", way: "socket", room: "kitchen", last: "0", to: null, link: null, pending: new Map(), shown: new Set(), pause: 200 };

const path = (end, query = {}) => {
  const text = new URLSearchParams({ name: state.name, ...query }).toString();
  return `rooms/${state.room}/${end}?${text}`;
};
const newKey = () => Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, "0")).join("");

// MARK: What is seen

function face(name) {
  const hue = [...name].reduce((sum, letter) => (sum * 31 + letter.codePointAt(0)) % 360, 7);
  const node = document.createElement("span");
  node.className = "face";
  node.style.background = `hsl(${hue} 45% 42%)`;
  node.textContent = [...name][0].toUpperCase();
  return node;
}

function message({ name, to, text, picture, at, key, isWaiting }) {
  const node = document.createElement("article");
  node.classList.toggle("own", name === state.name);
  node.classList.toggle("secret", Boolean(to));
  node.classList.toggle("waiting", Boolean(isWaiting));
  if (key) node.dataset.key = key;
  const head = document.createElement("header");
  head.textContent = name === state.name ? (to ? `to ${to} alone` : "") : to ? `${name}, to you alone` : name;
  const time = document.createElement("time");
  time.textContent = new Date(at).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
  head.append(time);
  const bubble = document.createElement("div");
  bubble.className = "bubble";
  if (picture) {
    const image = document.createElement("img");
    image.src = picture.replace(/^\//, "");
    image.alt = `A picture of ${name}'s`;
    image.addEventListener("load", scrollDown);
    bubble.append(image);
  } else {
    bubble.textContent = text;
  }
  node.append(face(name), head, bubble);
  $("messages").append(node);
  scrollDown();
}

function scrollDown() { $("messages").scrollTop = $("messages").scrollHeight; }

function note(text) {
  const node = document.createElement("p");
  node.className = "note";
  node.textContent = text;
  $("messages").append(node);
}

function showState(isOn, text) {
  $("state").dataset.on = isOn ? "yes" : "no";
  $("state").textContent = text;
}

function showPresent(names) {
  $("present").replaceChildren(...names.map((name) => {
    const button = document.createElement("button");
    button.type = "button";
    button.disabled = name === state.name;
    button.append(face(name), name === state.name ? `${name} (you)` : name);
    button.addEventListener("click", () => whisperTo(name));
    const item = document.createElement("li");
    item.append(button);
    return item;
  }));
}

function whisperTo(name) {
  state.to = name;
  $("whisper").hidden = !name;
  $("whisper").querySelector("b").textContent = name ?? "";
  $("text").focus();
}

// MARK: What happens

function happened(event) {
  switch (event.kind) {
    case "said": case "whispered": case "shown":
      if (state.shown.has(event.id)) return;
      state.shown.add(event.id);
      state.last = event.id;
      // What was shown as waiting is there now.
      if (event.name === state.name) {
        for (const [key, sent] of state.pending) {
          if (sent.text !== undefined && sent.text === event.text && (sent.to ?? null) === (event.to ?? null)) { forget(key); break; }
        }
      }
      message(event);
      break;
    case "present": showPresent(event.names); break;
    case "missed": note("You were away for long: not all of it is kept."); break;
    case "accepted": forget(event.key); break;
    case "progress": progressed(event); break;
  }
}

function forget(key) {
  if (state.pending.get(key)?.bytes) $("upload").hidden = true;
  state.pending.delete(key);
  document.querySelector(`[data-key="${key}"]`)?.remove();
}

function progressed({ key, received }) {
  const sent = state.pending.get(key);
  if (!sent) return;
  $("upload").hidden = false;
  $("upload").value = received / sent.bytes.length;
  sendChunk(key, received);
}

// MARK: Connections

function connect() {
  state.link?.close();
  showState(false, "Connecting…");
  state.link = state.way === "socket" ? socketLink() : eventLink();
}

function cameUp() {
  state.pause = 200;
  showState(true, state.way === "socket" ? "By WebSocket" : "By event stream");
  for (const key of state.pending.keys()) send(key);
}

function wentDown() {
  showState(false, "Connecting again…");
  setTimeout(connect, state.pause);
  state.pause = Math.min(state.pause * 2, 3000);
}

function socketLink() {
  const url = new URL(path("socket", { after: state.last }), location.href);
  url.protocol = url.protocol.replace("http", "ws");
  const socket = new WebSocket(url, "chat.v1");
  let isClosed = false;
  socket.addEventListener("open", cameUp);
  socket.addEventListener("message", ({ data }) => happened(JSON.parse(data)));
  socket.addEventListener("close", () => { if (!isClosed) wentDown(); });
  return {
    close() { isClosed = true; socket.close(); },
    send: (data) => socket.readyState === WebSocket.OPEN && socket.send(data),
  };
}

function eventLink() {
  const source = new EventSource(path("events", { after: state.last }));
  source.addEventListener("open", cameUp);
  for (const kind of ["said", "whispered", "shown", "present", "missed"]) {
    source.addEventListener(kind, ({ data }) => happened(JSON.parse(data)));
  }
  source.addEventListener("error", () => {
    // While it is connecting again by itself there is nothing to do: it sends the id of the last event.
    if (source.readyState === EventSource.CLOSED) wentDown(); else showState(false, "Connecting again…");
  });
  return { close: () => source.close(), send() {} };
}

/// Sends what is pending; it stays so until the server says that it is kept.
async function send(key) {
  const sent = state.pending.get(key);
  if (!sent || sent.room !== state.room) return;
  if (state.way === "socket") {
    if (!sent.bytes) return state.link.send(JSON.stringify({ kind: "say", key, text: sent.text, ...(sent.to && { to: sent.to }) }));
    state.link.send(JSON.stringify({ kind: "announce", key, mediaType: sent.type, size: sent.bytes.length }));
    return sendChunk(key, 0);
  }
  const request = sent.bytes
    ? [path("pictures", { key }), { method: "POST", headers: { "Content-Type": sent.type }, body: sent.bytes }]
    : [path("messages"), {
        method: "POST", headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ key, text: sent.text, ...(sent.to && { to: sent.to }) }),
      }];
  try {
    const answer = await fetch(...request);
    if (answer.ok) return forget(key);
    if (answer.status < 500) { forget(key); return note("The server did not take it."); }
  } catch { /* It is not there: the next connection sends it again. */ }
  setTimeout(() => send(key), 500);
}

function sendChunk(key, from) {
  const { bytes } = state.pending.get(key);
  if (from < bytes.length) state.link.send(bytes.slice(from, from + 16384));
}

// MARK: What a person does

async function enterRoom(room) {
  Object.assign(state, { room, last: "0" });
  state.shown.clear();
  whisperTo(null);
  $("messages").replaceChildren();
  for (const button of $("rooms").children) button.toggleAttribute("aria-current", button.dataset.room === room);
  connect();
}

$("entry").addEventListener("submit", async (event) => {
  event.preventDefault();
  state.name = $("name").value.trim();
  if (!state.name) return;
  state.way = new FormData($("entry")).get("way");
  const rooms = await (await fetch("rooms")).json();
  $("rooms").replaceChildren(...rooms.map(({ name, title }) => {
    const button = document.createElement("button");
    button.type = "button";
    button.dataset.room = name;
    button.textContent = title;
    button.addEventListener("click", () => enterRoom(name));
    return button;
  }));
  $("entry").hidden = true;
  $("chat").hidden = false;
  enterRoom("kitchen");
});

$("say").addEventListener("submit", (event) => {
  event.preventDefault();
  const text = $("text").value.trim();
  if (!text) return;
  const key = newKey();
  const { room, to } = state;
  state.pending.set(key, { room, text, to });
  message({ name: state.name, to, text, at: Date.now(), key, isWaiting: true });
  $("text").value = "";
  send(key);
});

$("file").addEventListener("change", async () => {
  const [file] = $("file").files;
  if (!file) return;
  $("file").value = "";
  if (file.size > 4194304) return note("Pictures may have four megabytes.");
  const key = newKey();
  state.pending.set(key, { room: state.room, type: file.type, bytes: new Uint8Array(await file.arrayBuffer()) });
  $("upload").hidden = false;
  $("upload").value = 0;
  send(key);
});

$("whisper").querySelector("button").addEventListener("click", () => whisperTo(null));
