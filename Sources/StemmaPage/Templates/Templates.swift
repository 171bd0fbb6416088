/// What pages are made of, in Mustache. Only the scalar rule of `VisibleText` puts text in: no template
/// has a triple brace.
enum Templates {
  static let document = """
    <!doctype html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="{{policy}}">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="referrer" content="no-referrer">
    <title>{{title}}</title>
    <style>{{>style}}</style>
    </head>
    <body>
    {{>*body}}
    </body>
    </html>

    """

  static let statistics = """
    <div class="scroll" tabindex="0" role="region" aria-label="Statistics of both versions">
    <table>
    <caption>{{tableNote}}</caption>
    <thead><tr><th scope="col">Statistic</th><th scope="col" class="number before">{{before}}</th>\
    <th scope="col" class="number after">{{after}}</th><th scope="col" class="number">Difference</th>\
    <th scope="col" class="number">Effect</th><th scope="col">Verdict</th></tr></thead>
    <tbody>
    {{#rows}}
    <tr><th scope="row">{{name}}</th><td class="number">{{old}}</td><td class="number">{{new}}</td>\
    <td class="number">{{difference}}</td><td class="number">{{effect}}</td>\
    <td>{{#word}}<span class="word word-{{.}}">{{.}}</span>{{/word}}</td></tr>
    {{/rows}}
    </tbody>
    </table>
    </div>

    """

  static let distribution = """
    <figure>
    <figcaption>{{name}} <span>{{told}}</span></figcaption>
    <svg viewBox="0 0 320 112" role="img" aria-label="{{alternative}}">
    <path class="area-before" d="{{area}}"/>
    {{#isPair}}<path class="line-after" d="{{outline}}"/>{{/isPair}}
    <line class="axis" x1="4" y1="94" x2="316" y2="94"/>
    <text x="4" y="107">{{least}}</text>
    <text x="160" y="107" text-anchor="middle">{{middle}}</text>
    <text x="316" y="107" text-anchor="end">{{most}}</text>
    </svg>
    </figure>

    """

  static let category = """
    <figure>
    <figcaption>{{name}} <span>{{told}}</span></figcaption>
    <svg viewBox="0 0 320 {{height}}" role="img" aria-label="{{alternative}}">
    {{#bars}}
    <text class="label" x="4" y="{{labelPlace}}">{{label}}</text>
    <rect class="bar-before" x="120" y="{{top}}" width="{{oldWidth}}" height="7"/>
    {{#isPair}}<rect class="bar-after" x="120" y="{{bottom}}" width="{{newWidth}}" height="7"/>{{/isPair}}
    <text x="316" y="{{labelPlace}}" text-anchor="end">{{shares}}</text>
    {{/bars}}
    </svg>
    </figure>

    """

  static let change = """
    <article class="change">
    <h3>{{word}} <code>{{id}}</code></h3>
    {{#place}}<p class="note">{{.}}</p>{{/place}}
    <table>
    <thead><tr><th scope="col">Field</th>\
    {{#isPair}}<th scope="col" class="before">{{before}}</th><th scope="col" class="after">{{after}}</th>\
    {{/isPair}}{{^isPair}}<th scope="col">{{only}}</th>{{/isPair}}</tr></thead>
    <tbody>
    {{#texts}}
    <tr><th scope="row">{{field}}</th>\
    {{#sides}}<td class="text"{{#wide}} colspan="2"{{/wide}}>\
    {{#parts}}{{#same}}{{.}}{{/same}}{{#gone}}<del>{{.}}</del>{{/gone}}{{#fresh}}<ins>{{.}}</ins>{{/fresh}}\
    {{#gap}}<span class="gap"> … {{.}} … </span>{{/gap}}{{/parts}}</td>{{/sides}}</tr>
    {{/texts}}
    </tbody>
    </table>
    {{#remark}}<p class="note">{{.}}</p>{{/remark}}
    </article>

    """

  static let fields = """
    <table>
    <thead><tr><th scope="col">Field or input</th><th scope="col" class="before">{{before}}</th>\
    <th scope="col" class="after">{{after}}</th></tr></thead>
    <tbody>
    {{#fields}}
    <tr><th scope="row"><code>{{field}}</code></th><td><code>{{old}}</code></td>\
    <td><code>{{new}}</code></td></tr>
    {{/fields}}
    </tbody>
    </table>

    """

  static let lineage = """
    <figure class="lineage">
    <svg viewBox="0 0 {{width}} {{height}}" width="{{width}}" height="{{height}}" role="{{role}}" aria-label="{{alternative}}">
    <defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" \
    orient="auto"><path d="M0 0L8 4L0 8z" fill="#8a8271"/></marker></defs>
    {{#edges}}
    <path class="edge{{#isTwin}} edge-twin{{/isTwin}}" d="{{path}}" marker-end="url(#tip)"/>
    {{/edges}}
    {{#nodes}}
    {{#link}}<a href="{{.}}">{{/link}}<rect class="node node-{{kind}}" x="{{x}}" y="{{y}}" \
    width="{{boxWidth}}" height="26" rx="{{round}}"/><text class="label" x="{{textX}}" y="{{textY}}" \
    text-anchor="middle">{{name}}</text>{{#link}}</a>{{/link}}
    {{/nodes}}
    {{#edges}}{{#label}}<text x="{{labelX}}" y="{{labelY}}" text-anchor="middle">{{.}}</text>{{/label}}
    {{/edges}}
    </svg>
    </figure>

    """
}
