extension Templates {
  static let comparison = """
    <header>
    <p class="mark">stemma · comparison</p>
    <h1><span class="before">{{before}}</span> <span class="to">→</span> \
    <span class="after">{{after}}</span></h1>
    {{>headline}}
    </header>
    <main>
    {{>findings}}
    </main>
    <footer>
    <p>{{before}} is the receipt <code>{{oldReceipt}}</code>, {{after}} the receipt \
    <code>{{newReceipt}}</code>. The same versions of the same history give this page again: \
    <code>{{command}}</code>. Effects are measured, and put in a word, as docs/statistics.md says.</p>
    </footer>
    """

  static let headline = """
    <dl class="headline">
    <div><dt>What changed</dt><dd>{{changed}}</dd></div>
    <div><dt>Does it matter</dt><dd>{{matter}}</dd></div>
    <div><dt>What caused it</dt><dd>{{cause}}</dd></div>
    </dl>

    """

  static let findings = """
    {{#checks}}
    {{#isFirst}}<h2>What was expected</h2>{{/isFirst}}
    <p><span class="word word-{{state}}">{{stateWord}}</span> {{line}}</p>
    {{/checks}}
    {{#statistics}}
    <h2>Verdicts by statistic</h2>
    {{>statistics}}
    {{/statistics}}
    {{#pictures}}
    <h2>Distributions and categories</h2>
    <ul class="key"><li class="before"><i></i>{{before}}</li><li class="after"><i></i>{{after}}</li></ul>
    <p class="note">{{note}}</p>
    <div class="charts">
    {{#distributions}}{{>distribution}}{{/distributions}}
    {{#categories}}{{>category}}{{/categories}}
    </div>
    {{/pictures}}
    <h2>Manifest and inputs</h2>
    {{#hasFields}}{{>fields}}{{/hasFields}}
    {{^hasFields}}<p>No field of the manifest and no input differs.</p>{{/hasFields}}
    {{#fieldNote}}<p class="note">{{.}}</p>{{/fieldNote}}
    {{#causes}}
    {{#isFirst}}<h2>Filters, and the records they moved</h2>{{/isFirst}}
    <p>{{line}}</p>
    {{/causes}}
    <h2>Records</h2>
    <p>{{recordNote}}</p>
    {{#changes}}{{>change}}{{/changes}}
    {{#picture}}
    <h2>Lineage</h2>
    {{>lineage}}
    {{/picture}}

    """
}
