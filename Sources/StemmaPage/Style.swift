/// How pages look, on the screen and on paper. The first version is in the blue of ink, the second in
/// the red that scribes marked with; neither is told by its colour alone.
enum Style {
  static let sheet = """
    :root { --paper: #fbf9f4; --card: #fffefb; --ink: #23211c; --soft: #5f5a4f; --rule: #ddd6c6;
      --blue: #2a5082; --blue-wash: #dbe5f1; --red: #9c3418; --red-wash: #f6dfd6; --gold: #7a5a00; }
    * { box-sizing: border-box; }
    html { -webkit-text-size-adjust: 100%; }
    body { margin: 0 auto; max-width: 68rem; padding: 1.5rem 1.5rem 4rem; background: var(--paper);
      color: var(--ink); font: 15px/1.5 system-ui, "Segoe UI", "Noto Sans", "DejaVu Sans", sans-serif; }
    h1, h2, h3 { font-family: Charter, "Iowan Old Style", "Noto Serif", Georgia, "DejaVu Serif", serif;
      font-weight: 600; line-height: 1.2; }
    h1 { font-size: 2.1rem; margin: .2rem 0 1rem; overflow-wrap: anywhere; }
    h2 { font-size: 1.3rem; margin: 2.4rem 0 .7rem; padding-bottom: .25rem;
      border-bottom: 1px solid var(--rule); }
    h3 { font-size: 1rem; margin: 1.2rem 0 .4rem; overflow-wrap: anywhere; }
    p { margin: .4rem 0; }
    a { color: var(--blue); text-underline-offset: .15em; }
    a:focus-visible, button:focus-visible, input:focus-visible, select:focus-visible,
      .scroll:focus-visible { outline: 3px solid var(--gold); outline-offset: 2px; }
    .mark { margin: 0; color: var(--soft); font-size: .82rem; letter-spacing: .08em;
      text-transform: uppercase; }
    .before { color: var(--blue); }
    .after { color: var(--red); }
    .to { color: var(--soft); font-weight: 400; }
    .note { color: var(--soft); font-size: .87rem; }
    .headline { display: grid; grid-template-columns: repeat(3, 1fr); gap: 1rem; margin: 0; }
    .headline > div { background: var(--card); border: 1px solid var(--rule); border-radius: .5rem;
      border-top: 3px solid var(--gold); padding: .8rem 1rem; }
    dt { color: var(--soft); font-size: .82rem; letter-spacing: .04em; text-transform: uppercase; }
    dd { margin: .3rem 0 0; overflow-wrap: anywhere; }
    dd ul { margin: .3rem 0 0; padding-left: 1.1rem; }
    table { border-collapse: collapse; width: 100%; font-size: .9rem; }
    caption { text-align: left; color: var(--soft); font-size: .87rem; padding: .2rem 0 .5rem; }
    th, td { text-align: left; padding: .28rem .6rem .28rem 0; border-bottom: 1px solid var(--rule);
      vertical-align: top; overflow-wrap: anywhere; }
    thead th { font-weight: 600; color: var(--soft); font-size: .82rem; white-space: nowrap; }
    tbody th { font-weight: 500; }
    .number + td, .number + th { padding-left: 1.4rem; }
    .number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
    .word { display: inline-block; min-width: 5.2em; padding: 0 .5em; border-radius: 1em;
      font-size: .82rem; text-align: center; border: 1px solid transparent; }
    .word-same { color: var(--soft); border-color: var(--rule); }
    .word-small { color: #5c4a00; background: #f7edc8; }
    .word-moderate { color: #7a3500; background: #fadfc0; font-weight: 600; }
    .word-large, .word-failed { color: #fff; background: var(--red); font-weight: 600; }
    .word-met { color: #1f5130; background: #dcefdf; }
    .scroll { overflow-x: auto; }
    .scroll table { min-width: 38rem; }
    .charts { display: grid; grid-template-columns: repeat(auto-fill, minmax(19rem, 1fr));
      gap: 1rem; margin-top: 1rem; }
    figure { margin: 0; padding: .7rem .8rem .5rem; background: var(--card);
      border: 1px solid var(--rule); border-radius: .5rem; }
    figcaption { font-size: .87rem; font-weight: 600; overflow-wrap: anywhere; }
    figcaption span { color: var(--soft); font-weight: 400; }
    svg { display: block; max-width: 100%; height: auto; margin-top: .3rem; }
    .charts svg { width: 100%; }
    svg text { font: 10px system-ui, "Noto Sans", "DejaVu Sans", sans-serif; fill: #5f5a4f; }
    svg .label { fill: #23211c; }
    .area-before { fill: #b9cce4; stroke: #2a5082; stroke-width: .8; }
    .line-after { fill: none; stroke: #9c3418; stroke-width: 2; stroke-linejoin: round; }
    .bar-before { fill: #6f93c2; }
    .bar-after { fill: #9c3418; }
    .axis { stroke: #b8b09d; stroke-width: 1; }
    .edge { fill: none; stroke: #8a8271; stroke-width: 1.2; }
    .edge-twin { stroke-dasharray: 4 3; }
    .node { fill: #fffefb; stroke: #8a8271; }
    .node-own { stroke: #23211c; stroke-width: 2.2; }
    .node-input { fill: #f3eddc; }
    .node-adapter { fill: #f6dfd6; }
    .key { display: flex; gap: 1.4rem; margin: 0 0 .8rem; padding: 0; list-style: none;
      font-size: .87rem; }
    .key i { display: inline-block; width: 1.5em; height: .8em; margin-right: .45em; }
    .key .before i { background: #b9cce4; border: 1px solid #2a5082; }
    .key .after i { border-top: 3px solid #9c3418; border-right: 3px solid #9c3418; }
    .change { margin: 0 0 1rem; padding: .6rem .9rem .7rem; background: var(--card);
      border: 1px solid var(--rule); border-radius: .5rem; }
    .change h3 { margin: 0 0 .3rem; }
    .change table { table-layout: fixed; }
    .change th:first-child { width: 8.5rem; }
    .text { white-space: pre-wrap; overflow-wrap: anywhere; }
    del { color: var(--red); background: var(--red-wash); text-decoration: line-through; }
    ins { color: #1c4a2b; background: #dcefdf; text-decoration: underline; }
    .gap { color: var(--soft); font-size: .85em; font-style: italic; }
    code { font: .92em ui-monospace, "DejaVu Sans Mono", Consolas, monospace; overflow-wrap: anywhere; }
    nav { display: flex; flex-wrap: wrap; gap: 1.2rem; align-items: baseline; padding-bottom: .5rem;
      border-bottom: 1px solid var(--rule); }
    nav .mark { text-decoration: none; font-weight: 700; }
    .way { color: var(--soft); font-size: .87rem; overflow-wrap: anywhere; }
    .skip { position: absolute; left: -99rem; }
    .skip:focus { left: 1rem; top: .5rem; background: var(--card); padding: .3rem .6rem; }
    .facts { display: grid; grid-template-columns: repeat(auto-fill, minmax(15rem, 1fr));
      gap: .7rem 1.6rem; margin: .5rem 0; }
    .links { display: flex; flex-wrap: wrap; gap: .4rem 1.6rem; }
    .passage { max-height: 30rem; overflow: auto; padding: .7rem .9rem; background: var(--card);
      border: 1px solid var(--rule); border-radius: .5rem; }
    form { display: flex; flex-wrap: wrap; gap: .7rem 1.2rem; align-items: end; margin: .8rem 0; }
    label { display: grid; gap: .2rem; color: var(--soft); font-size: .87rem; }
    input, select, button { font: inherit; font-size: 1rem; padding: .35rem .6rem; color: var(--ink);
      background: #fff; border: 1px solid #8a8271; border-radius: .35rem; min-width: 0;
      max-width: 100%; }
    button { color: #fff; background: var(--blue); border-color: var(--blue); cursor: pointer; }
    svg a .node { fill: #e9f0f8; stroke: var(--blue); }
    svg a:focus-visible .node { stroke: var(--gold); stroke-width: 3; }
    footer { margin-top: 3rem; color: var(--soft); font-size: .82rem; border-top: 1px solid var(--rule);
      padding-top: .6rem; overflow-wrap: anywhere; }
    @media (max-width: 45rem) { .headline { grid-template-columns: 1fr; }
      .change th:first-child { width: 5.5rem; } }
    @media print {
      @page { size: A4; margin: 12mm 13mm; }
      body { max-width: none; padding: 0; background: #fff; font-size: 8.4pt; line-height: 1.32; }
      h1 { font-size: 17pt; margin-bottom: 2mm; }
      h2 { font-size: 11pt; margin: 4.5mm 0 1.5mm; break-after: avoid; }
      h3 { font-size: 8.8pt; margin: 2mm 0 1mm; break-after: avoid; }
      th, td { padding: .45mm 2mm .45mm 0; }
      table, .note, caption, figcaption, .key { font-size: 7.9pt; }
      thead th, .mark, dt, .word, footer { font-size: 7.2pt; }
      .headline { gap: 3mm; grid-template-columns: repeat(3, 1fr); }
      .headline > div, .change, figure { padding: 1.6mm 2.2mm; background: #fff; }
      .change { margin-bottom: 2mm; }
      .charts { grid-template-columns: repeat(3, 1fr); gap: 2.5mm; }
      .scroll table { min-width: 0; }
      .lineage { max-width: 120mm; }
      .lineage svg { max-height: 62mm; margin: 0 auto; }
      figure, tr, .headline, .change { break-inside: avoid; }
      .key, .key + .note { break-after: avoid; }
      footer { margin-top: 4mm; }
      .word, del, ins, .key i, svg { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
      nav, .screen { display: none; }
    }

    """
}
