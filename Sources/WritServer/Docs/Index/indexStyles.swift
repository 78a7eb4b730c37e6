// How the docs page looks: one narrow column, light or dark as the system is, nothing loaded.

let indexStyles = """
    :root { color-scheme: light dark; --line: #8884; --soft: #666; --mark: #0b6bcb; --shade: #8881; --get: #0b6bcb;
      --post: #1a7f4b; --put: #9a6700; --delete: #c4314b; --patch: #8250df; }
    @media (prefers-color-scheme: dark) { :root { --soft: #a0a0a0; --mark: #6cb2ff; --get: #6cb2ff; --post: #58c98b;
      --put: #e3b341; --delete: #ff7b8a; --patch: #c29bff; } }
    * { box-sizing: border-box; }
    body { margin: 0; font: 1rem/1.55 system-ui, sans-serif; }
    main { max-width: 54rem; margin: 3rem auto 5rem; padding: 0 1.25rem; overflow-wrap: anywhere; }
    h1 { font-size: 2.2rem; line-height: 1.2; margin: 0; }
    h1 small { font-size: 1rem; font-weight: 400; color: var(--soft); }
    h2 { font-size: 1.3rem; margin: 2.5rem 0 .5rem; }
    a { color: var(--mark); }
    .summary { font-size: 1.15rem; color: var(--soft); margin: .5rem 0 0; }
    .cards { list-style: none; margin: 1.75rem 0; padding: 0; display: grid; gap: .75rem;
      grid-template-columns: repeat(auto-fit, minmax(min(22rem, 100%), 1fr)); }
    .cards a { display: grid; grid-template-columns: 1fr auto; gap: 0 1rem; align-content: start; padding: .8rem 1rem;
      color: inherit; height: 100%;
      border: 1px solid var(--line); border-radius: .6rem; text-decoration: none; }
    .cards a:hover, .cards a:focus-visible { border-color: var(--mark); outline: 1px solid var(--mark); }
    .cards b { color: var(--mark); }
    .cards span { grid-row: 2; color: var(--soft); font-size: .9rem; }
    .cards code { grid-column: 2; grid-row: 1 / span 2; align-self: center; color: var(--soft); font-size: .85rem; }
    .text { line-height: 1.6; }
    .text pre { padding: .8rem 1rem; overflow-x: auto; background: var(--shade); border-radius: .5rem; }
    .text :not(pre) > code { padding: .1em .3em; background: var(--shade); border-radius: .3em; font-size: .9em; }
    .text blockquote { margin: 1rem 0; padding: 0 1rem; border-left: .2rem solid var(--line); color: var(--soft); }
    .text table { border-collapse: collapse; display: block; overflow-x: auto; }
    .text th, .text td { padding: .35rem .7rem; border: 1px solid var(--line); text-align: left; }
    .image { color: var(--soft); font-style: italic; }
    dl { display: grid; grid-template-columns: max-content 1fr; gap: .3rem 1.25rem; margin: 1.5rem 0; font-size: .95rem; }
    dt { color: var(--soft); grid-column: 1; }
    dd { margin: 0; grid-column: 2; }
    dd span { color: var(--soft); }
    form { display: flex; align-items: baseline; margin: 2rem 0 0; }
    form[hidden] { display: none; }
    input { flex: 1; font: inherit; padding: .55rem .8rem; border: 1px solid var(--line); border-radius: .5rem; }
    output { color: var(--soft); font-size: .9rem; }
    output:not(:empty) { margin-left: 1rem; }
    .operations { list-style: none; margin: .75rem 0 0; padding: 0; border-top: 1px solid var(--line); }
    .operations li { display: flex; align-items: baseline; border-bottom: 1px solid var(--line); }
    .operations li[hidden], .group[hidden] { display: none; }
    .operations a:first-child, .operations p { flex: 1; display: grid; grid-template-columns: 5rem minmax(0, 1fr) minmax(0, 1fr);
      gap: .25rem .9rem; align-items: baseline; padding: .5rem .25rem; margin: 0; color: inherit; text-decoration: none; }
    .operations a:first-child:hover, .operations a:first-child:focus-visible { background: var(--shade); outline: none; }
    .operations .other { font-size: .8rem; padding: .5rem; text-decoration: none; }
    .method { font: 600 .8rem/1.4 ui-monospace, monospace; color: var(--soft); }
    .get, .head, .query { color: var(--get); } .post { color: var(--post); } .put { color: var(--put); }
    .delete { color: var(--delete); } .patch { color: var(--patch); }
    .name { color: var(--soft); }
    .name em { font-size: .75rem; font-style: normal; margin-left: .5rem; padding: .05rem .4rem; border: 1px solid var(--line);
      border-radius: 1rem; white-space: nowrap; }
    .old code { text-decoration: line-through; }
    button, textarea, select { font: inherit; color: inherit; }
    button { padding: .45rem 1rem; border: 1px solid var(--mark); border-radius: .5rem; background: none; color: var(--mark); cursor: pointer; }
    button:hover:not(:disabled) { background: var(--shade); }
    button:disabled { opacity: .45; cursor: default; }
    details { border-bottom: 1px solid var(--line); }
    summary { display: grid; grid-template-columns: 5rem minmax(0, 1fr) minmax(0, 1fr); gap: .25rem .9rem; align-items: baseline;
      padding: .5rem .25rem; cursor: pointer; list-style: none; }
    summary:hover, summary:focus-visible { background: var(--shade); outline: none; }
    details[open] { padding-bottom: 1rem; }
    .connection { flex-wrap: wrap; align-items: end; gap: .75rem; margin: .75rem 0 0; }
    .connection label { display: grid; flex: 1 1 11rem; gap: .15rem; font-size: .9rem; color: var(--soft); }
    .connection input { color: CanvasText; background: none; }
    .connection output { flex: none; margin: 0; padding: .5rem 0; }
    [data-state=open] .connection output { color: var(--post); }
    .message { display: flex; flex-wrap: wrap; gap: .75rem; margin-top: .75rem; align-items: start; }
    .message textarea { flex: 1 1 20rem; font: .85rem/1.5 ui-monospace, monospace; padding: .6rem .8rem; border: 1px solid var(--line);
      border-radius: .5rem; background: none; resize: vertical; }
    .message select { padding: .45rem .6rem; border: 1px solid var(--line); border-radius: .5rem; background: Canvas; }
    .codes { font-size: .9rem; color: var(--soft); margin: .75rem 0 0; }
    .log { list-style: none; margin: .75rem 0 0; padding: 0; max-height: 24rem; overflow-y: auto; font-size: .9rem; }
    .log li { display: flex; flex-wrap: wrap; gap: .25rem .75rem; padding: .45rem .75rem; border-left: .2rem solid var(--line); margin-bottom: .25rem;
      background: var(--shade); border-radius: 0 .4rem .4rem 0; }
    .log .came { border-color: var(--post); } .log .went { border-color: var(--get); } .log .closed { border-color: var(--delete); }
    .log time { color: var(--soft); font-size: .8rem; }
    .log pre { flex-basis: 100%; margin: 0; font: .85rem/1.45 ui-monospace, monospace; white-space: pre-wrap; }
    @media (max-width: 40rem) {
      summary { grid-template-columns: 4.2rem minmax(0, 1fr); }
      main { margin-top: 1.5rem; }
      .operations a:first-child, .operations p { grid-template-columns: 4.2rem minmax(0, 1fr); }
      .name { grid-column: 2; }
      dl { grid-template-columns: 1fr; gap: 0; }
      dd { grid-column: 1; margin-bottom: .5rem; }
    }
    """
