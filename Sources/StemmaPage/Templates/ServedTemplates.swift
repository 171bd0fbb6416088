extension Templates {
  static let served = """
    <a class="skip" href="#content">To the content</a>
    <header>
    <nav aria-label="Pages"><a class="mark" href="/">stemma</a> <a href="/">Datasets</a> \
    <a href="/compare">Compare</a> <a href="/runs">Unfinished runs</a></nav>
    <p class="way">{{#way}}<a href="{{address}}">{{linkText}}</a> / {{/way}}</p>
    <h1>{{pageTitle}}</h1>
    </header>
    <main id="content">
    {{#blocks}}
    {{#heading}}<h2>{{.}}</h2>{{/heading}}
    {{#paragraph}}<p>{{.}}</p>{{/paragraph}}
    {{#remark}}<p class="note">{{.}}</p>{{/remark}}
    {{#facts}}<dl class="facts">{{#items}}<div><dt>{{term}}</dt><dd>{{#isCode}}<code>{{/isCode}}\
    {{#factLink}}<a href="{{.}}">{{/factLink}}{{factText}}{{#factLink}}</a>{{/factLink}}\
    {{#isCode}}</code>{{/isCode}}</dd></div>{{/items}}</dl>{{/facts}}
    {{#table}}{{>table}}{{/table}}
    {{#passage}}<h3>{{passageName}}</h3>
    <div class="passage text" tabindex="0" role="region" aria-label="{{passageName}}">{{passageText}}</div>\
    {{/passage}}
    {{#links}}<p class="links">{{#items}}<a href="{{address}}">{{linkText}}</a>{{/items}}</p>{{/links}}
    {{#form}}{{>form}}{{/form}}
    {{#funnel}}{{>funnel}}{{/funnel}}
    {{#lines}}<div class="charts">{{#charts}}{{>line}}{{/charts}}</div>{{/lines}}
    {{#own}}<div class="charts">{{#distributions}}{{>distribution}}{{/distributions}}\
    {{#categories}}{{>category}}{{/categories}}</div>{{/own}}
    {{#comparison}}{{>headline}}{{>findings}}{{/comparison}}
    {{#tree}}{{>lineage}}{{/tree}}
    {{/blocks}}
    </main>
    <footer><p><a href="{{jsonAddress}}">This page as JSON</a></p></footer>
    """

  static let table = """
    <div class="scroll" tabindex="0" role="region" aria-label="{{caption}}">
    <table>
    <caption>{{caption}}</caption>
    <thead><tr>{{#columns}}<th scope="col"{{#isNumber}} class="number"{{/isNumber}}>{{title}}</th>\
    {{/columns}}</tr></thead>
    <tbody>
    {{#rows}}
    <tr>{{#cells}}{{#isHead}}<th scope="row">{{/isHead}}\
    {{^isHead}}<td{{#isNumber}} class="number"{{/isNumber}}>{{/isHead}}\
    {{#cellLink}}<a href="{{.}}">{{/cellLink}}{{cellText}}{{#cellLink}}</a>{{/cellLink}}\
    {{#isHead}}</th>{{/isHead}}{{^isHead}}</td>{{/isHead}}{{/cells}}</tr>
    {{/rows}}
    </tbody>
    </table>
    </div>

    """

  static let form = """
    <form action="{{formAddress}}" method="get">
    {{#inputs}}
    <label>{{label}} {{#hasChoices}}<select name="{{inputName}}">{{#choices}}<option\
    {{#isChosen}} selected{{/isChosen}}>{{choice}}</option>{{/choices}}</select>{{/hasChoices}}\
    {{^hasChoices}}<input type="search" name="{{inputName}}" value="{{value}}">{{/hasChoices}}</label>
    {{/inputs}}
    <button>{{button}}</button>
    </form>

    """

  static let funnel = """
    <figure class="funnel">
    <figcaption>{{funnelName}}</figcaption>
    <svg viewBox="0 0 640 {{height}}" width="640" height="{{height}}" role="img" aria-label="{{alternative}}">
    {{#bars}}
    <text class="label" x="4" y="{{labelPlace}}">{{barLabel}}</text>
    <rect class="bar-before" x="250" y="{{top}}" width="{{barWidth}}" height="13"/>
    <text class="label" x="{{numberPlace}}" y="{{labelPlace}}">{{number}}</text>
    {{/bars}}
    </svg>
    </figure>

    """

  static let line = """
    <figure>
    <figcaption>{{name}} <span>{{told}}</span></figcaption>
    <svg viewBox="0 0 320 112" role="img" aria-label="{{alternative}}">
    <line class="axis" x1="4" y1="94" x2="316" y2="94"/>
    <path class="line-after" d="{{outline}}"/>
    {{#dots}}<circle class="bar-after" cx="{{dotX}}" cy="{{dotY}}" r="3"/>{{/dots}}
    <text x="4" y="107">{{least}}</text>
    <text x="316" y="107" text-anchor="end">{{most}}</text>
    </svg>
    </figure>

    """
}
