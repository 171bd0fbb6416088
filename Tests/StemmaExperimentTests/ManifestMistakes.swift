/// One mistake with what must be said about it, as `shown` writes problems.
struct Mistake: Sendable, CustomStringConvertible {
  let description: String
  let text: String
  var overrides: [String] = []
  let expected: String

  init(_ description: String, _ text: String, _ expected: String) {
    self.description = description
    self.text = text
    self.expected = expected
  }

  init(_ description: String, set override: String, _ expected: String) {
    self.init(description, minimal(), expected)
    overrides = [override]
  }
}

/// Mistakes in one line after a manifest that is right otherwise.
private func added(_ description: String, _ extra: String, _ expected: String) -> Mistake {
  Mistake(description, minimal(extra), expected)
}

/// Mistakes in a manifest that has `line` instead of its own line for that field.
private func replaced(
  _ description: String, _ field: String, by line: String, _ expected: String
) -> Mistake {
  let lines = minimal().split(separator: "\n", omittingEmptySubsequences: false)
  let text = lines.map { $0.hasPrefix(field + ":") ? Substring(line) : $0 }
  return Mistake(description, text.joined(separator: "\n"), expected)
}

let splitMistakes: [Mistake] = [
  added("a split that is no mapping", "split: 0.1", "manifest.wrong-type 6:8 split"),
  added("an empty split", "split: {}", "manifest.empty-split 6:8 split"),
  added("a split of a threshold alone", "split: {leak: 0.9}", "manifest.empty-split 6:8 split"),
  added("a split without a value", "split:", "manifest.no-value 6:1 split"),
  added(
    "a misspelt side", "split: {validaton: 0.1}",
    "manifest.unknown-field 6:9 split.validaton -> validation"),
  added(
    "a share for training", "split: {train: 0.9, test: 0.1}",
    "manifest.unknown-field 6:9 split.train"),
  added(
    "a share of nothing", "split: {validation: 0}",
    "manifest.out-of-range 6:21 split.validation"),
  added(
    "a share in hundredths", "split: {validation: 10}",
    "manifest.out-of-range 6:21 split.validation -> 0.9"),
  added(
    "a share as a text", "split: {validation: \"0.1\"}",
    "manifest.wrong-type 6:21 split.validation -> 0.1"),
  added(
    "shares that leave nothing", "split: {validation: 0.5, test: 0.5}",
    "manifest.out-of-range 6:8 split"),
  added(
    "a threshold below the least", "split: {test: 0.1, leak: 0.3}",
    "manifest.out-of-range 6:26 split.leak -> 0.5"),
  Mistake("a share too large", set: "split.test=1", "manifest.out-of-range 1:12 split.test -> 0.9"),
]

let fieldMistakes: [Mistake] = [
  added("a misspelt field", "licence: MIT", "manifest.unknown-field 6:1 licence -> license"),
  added("camel case", "perSection: 3", "manifest.unknown-field 6:1 perSection -> per_section"),
  added("a dash", "max-attempts: 3", "manifest.unknown-field 6:1 max-attempts -> max_attempts"),
  added("upper case", "Domain: tea", "manifest.unknown-field 6:1 Domain -> domain"),
  added("swapped letters", "domian: tea", "manifest.unknown-field 6:1 domian -> domain"),
  added("a field like none", "colour: red", "manifest.unknown-field 6:1 colour"),
  added(
    "a field of sampling at the top", "temperature: 0.7",
    "manifest.unknown-field 6:1 temperature -> sampling.temperature"),
  added("a merge key", "<<: {domain: tea}", "manifest.unknown-field 6:1 <<"),
  added(
    "a misspelt nested field", "sampling:\n  temprature: 0.7",
    "manifest.unknown-field 7:3 sampling.temprature -> temperature"),
  added(
    "camel case in flow style", "sampling: {seed: 1, topP: 0.9}",
    "manifest.unknown-field 6:21 sampling.topP -> top_p"),
  added(
    "a field of the top in a group", "sampling: {count: 5}",
    "manifest.unknown-field 6:12 sampling.count -> count"),
  added("a key twice", "task: qa", "manifest.duplicate-field 6:1 task"),
  added(
    "a quoted key twice", "domain: tea\n\"domain\": coffee", "manifest.duplicate-field 7:1 domain"
  ),
  added(
    "a nested key twice", "sampling:\n  seed: 1\n  seed: 2",
    "manifest.duplicate-field 8:3 sampling.seed"),
  added(
    "a flow key twice", "sampling: {seed: 1, seed: 2}",
    "manifest.duplicate-field 6:21 sampling.seed"),
  replaced("no format", "stemma", by: "", "manifest.missing-field 2:1 stemma"),
  replaced("no name", "dataset", by: "", "manifest.missing-field 1:1 dataset"),
  replaced("no task", "task", by: "", "manifest.missing-field 1:1 task"),
  Mistake(
    "no inputs", "stemma: 1\ndataset: demo\ntask: qa\n", "manifest.missing-field 1:1 inputs"),
  Mistake(
    "inputs without documents", "stemma: 1\ndataset: demo\ntask: qa\ninputs: {}\n",
    "manifest.missing-field 4:1 inputs.documents"),
  added("a field without value", "domain:", "manifest.no-value 6:1 domain"),
  added("a tilde", "domain: ~", "manifest.no-value 6:1 domain"),
  added("null", "count: null", "manifest.no-value 6:1 count"),
  added("a group without fields", "sampling:\n#  seed: 1", "manifest.no-value 6:1 sampling"),
  added("a group that is a text", "sampling: hot", "manifest.wrong-type 6:11 sampling"),
  added("a group that is a list", "sampling:\n  - seed: 1", "manifest.wrong-type 7:3 sampling"),
]

let numberMistakes: [Mistake] = [
  replaced(
    "another format", "stemma", by: "stemma: 2", "manifest.wrong-format 1:9 stemma -> 1"),
  replaced(
    "a quoted format", "stemma", by: "stemma: \"1\"", "manifest.wrong-type 1:9 stemma -> 1"),
  replaced(
    "a decimal format", "stemma", by: "stemma: 1.0", "manifest.wrong-type 1:9 stemma -> 1"),
  added("a leading zero", "count: 010", "manifest.wrong-type 6:8 count -> 10"),
  added("hexadecimal", "count: 0x10", "manifest.wrong-type 6:8 count -> 16"),
  added("octal", "count: 0o17", "manifest.wrong-type 6:8 count -> 15"),
  added("underscores", "count: 1_000", "manifest.wrong-type 6:8 count -> 1000"),
  added("a plus sign", "count: +5", "manifest.wrong-type 6:8 count -> 5"),
  added("an exponent", "count: 1e3", "manifest.wrong-type 6:8 count -> 1000"),
  added("a truth value", "count: yes", "manifest.wrong-type 6:8 count"),
  added("a word", "count: many", "manifest.wrong-type 6:8 count"),
  added("half a record", "count: 2.5", "manifest.wrong-type 6:8 count"),
  added("a whole decimal", "count: 20.0", "manifest.wrong-type 6:8 count -> 20"),
  added("a quoted number", "count: '20'", "manifest.wrong-type 6:8 count -> 20"),
  added("a list for a number", "count: [20]", "manifest.wrong-type 6:8 count"),
  added("no records", "count: 0", "manifest.out-of-range 6:8 count -> 1"),
  added("fewer than none", "count: -3", "manifest.out-of-range 6:8 count -> 1"),
  added("too many records", "count: 100000001", "manifest.out-of-range 6:8 count -> 100000000"),
  added(
    "more than a word holds", "count: 99999999999999999999999",
    "manifest.out-of-range 6:8 count -> 100000000"),
  added(
    "too many a section", "per_section: 1001", "manifest.out-of-range 6:14 per_section -> 1000"),
  added("too many candidates", "candidates: 17", "manifest.out-of-range 6:13 candidates -> 16"),
  added("no attempt", "max_attempts: 0", "manifest.out-of-range 6:15 max_attempts -> 1"),
  added(
    "a seed below zero", "sampling: {seed: -1}",
    "manifest.out-of-range 6:18 sampling.seed -> 0"),
  added(
    "a seed of 65 bits", "sampling: {seed: 18446744073709551616}",
    "manifest.out-of-range 6:18 sampling.seed -> 18446744073709551615"),
  added(
    "too hot", "sampling:\n  temperature: 2.1",
    "manifest.out-of-range 7:16 sampling.temperature -> 2"),
  added(
    "a quoted temperature", "sampling:\n  temperature: \"0.7\"",
    "manifest.wrong-type 7:16 sampling.temperature -> 0.7"),
  added(
    "no digit before the point", "sampling:\n  temperature: .5",
    "manifest.wrong-type 7:16 sampling.temperature -> 0.5"),
  added(
    "an exponent for a decimal", "sampling:\n  temperature: 1e-1",
    "manifest.wrong-type 7:16 sampling.temperature -> 0.1"),
  added(
    "not a number", "sampling:\n  temperature: .nan",
    "manifest.wrong-type 7:16 sampling.temperature"),
  added(
    "a decimal comma", "sampling:\n  temperature: 0,7",
    "manifest.wrong-type 7:16 sampling.temperature"),
  added(
    "seven decimals", "sampling:\n  temperature: 0.1234567",
    "manifest.out-of-range 7:16 sampling.temperature"),
  added("a top_p of nothing", "sampling: {top_p: 0}", "manifest.out-of-range 6:19 sampling.top_p"),
  added(
    "a top_p above all", "sampling: {top_p: 1.5}",
    "manifest.out-of-range 6:19 sampling.top_p -> 1"),
  added(
    "no tokens", "sampling: {max_tokens: 0}",
    "manifest.out-of-range 6:24 sampling.max_tokens -> 1"),
]

let nameMistakes: [Mistake] = [
  added(
    "a misspelt reason to ask again", "ask_again: [droped]",
    "manifest.unknown-word 6:13 ask_again[0] -> dropped"),
  added(
    "a reason to ask again twice", "ask_again: [missing, missing]",
    "manifest.duplicate-value 6:22 ask_again[1]"),
  added("a reason that is no list", "ask_again: dropped", "manifest.wrong-type 6:12 ask_again"),
  replaced(
    "a number for a name", "dataset", by: "dataset: 12",
    "manifest.wrong-type 2:10 dataset -> \"12\""),
  replaced(
    "a truth value for a name", "dataset", by: "dataset: no",
    "manifest.wrong-type 2:10 dataset -> \"no\""),
  replaced(
    "a name with capitals and spaces", "dataset", by: "dataset: My Notes",
    "manifest.bad-name 2:10 dataset -> my-notes"),
  replaced(
    "a name that git refuses", "dataset", by: "dataset: a..b",
    "manifest.bad-name 2:10 dataset -> a.b"),
  replaced(
    "a name that looks like a lock", "dataset", by: "dataset: a.lock",
    "manifest.bad-name 2:10 dataset"),
  replaced(
    "a point at a name's end", "dataset", by: "dataset: notes.",
    "manifest.bad-name 2:10 dataset -> notes"),
  replaced(
    "a name without letters", "dataset", by: "dataset: \"…\"", "manifest.bad-name 2:10 dataset"),
  replaced(
    "a folder in a name", "dataset", by: "dataset: team/notes",
    "manifest.bad-name 2:10 dataset -> team-notes"),
  replaced("an empty name", "dataset", by: "dataset: ''", "manifest.empty-text 2:10 dataset"),
  replaced("a misspelt task", "task", by: "task: qq", "manifest.unknown-task 3:7 task -> qa"),
  replaced("a task like none", "task", by: "task: poetry", "manifest.unknown-task 3:7 task"),
  replaced(
    "the standard teacher cannot", "task", by: "task: summary",
    "manifest.teacher-cannot-serve 3:7 teacher -> everything"),
  added(
    "a misspelt teacher", "teacher: embeded",
    "manifest.unknown-teacher 6:10 teacher -> embedded"),
  added("a teacher not here", "teacher: openai:gpt", "manifest.unknown-teacher 6:10 teacher"),
  added(
    "a misspelt strategy", "strategy: extractoin",
    "manifest.unknown-strategy 6:11 strategy -> extraction"),
  added(
    "another task's strategy", "strategy: brief", "manifest.unknown-strategy 6:11 strategy"),
  added(
    "a misspelt filter", "filters: [schema, duplicate]",
    "manifest.unknown-filter 6:19 filters[1] -> duplicates"),
  added("a filter twice", "filters: [schema, schema]", "manifest.duplicate-filter 6:19 filters[1]"),
  added("one filter, no list", "filters: schema", "manifest.wrong-type 6:10 filters -> [schema]"),
  added("filters as a mapping", "filters: {length: {}}", "manifest.wrong-type 6:10 filters"),
  added("an empty filter", "filters:\n  - schema\n  -", "manifest.no-value 8:4 filters[1]"),
  added(
    "an unknown parameter", "filters:\n  - duplicates: {treshold: 0.9}",
    "manifest.unknown-parameter 7:18 filters.duplicates.treshold -> threshold"),
  added(
    "a parameter out of range", "filters:\n  - duplicates: {threshold: 1.5}",
    "manifest.out-of-range 7:29 filters.duplicates.threshold -> 1"),
  added(
    "a parameter of the wrong type", "filters:\n  - length:\n      min_words: few",
    "manifest.wrong-type 8:18 filters.length.min_words"),
  added(
    "parameters not indented", "filters:\n  - duplicates:\n    threshold: 0.9",
    "manifest.wrong-type 7:5 filters[0]"),
  added(
    "a value for parameters", "filters:\n  - duplicates: 0.9",
    "manifest.wrong-type 7:17 filters.duplicates"),
]

let textMistakes: [Mistake] = [
  added("a number for a text", "domain: 12", "manifest.wrong-type 6:9 domain -> \"12\""),
  added(
    "an unquoted colon", "sampling: {}\ndescription: {Tides: and their causes}",
    "manifest.wrong-type 7:14 description"),
  added("an empty text", "domain: \"\"", "manifest.empty-text 6:9 domain"),
  added(
    "an endless text", "domain: \(String(repeating: "x", count: 201))",
    "manifest.too-long 6:9 domain"),
  added("a text for a list", "constraints: Be brief.", "manifest.wrong-type 6:14 constraints"),
  added(
    "a number in a list", "constraints:\n  - Be brief.\n  - 12",
    "manifest.wrong-type 8:5 constraints[1] -> \"12\""),
  added(
    "a text twice", "constraints:\n  - Be brief.\n  - Be brief.",
    "manifest.duplicate-value 8:5 constraints[1]"),
  added(
    "too many constraints",
    "constraints: [\((1...65).map { "c\($0)" }.joined(separator: ","))]",
    "manifest.too-many 6:14 constraints"),
  added(
    "a control character", "domain: \"a\\0b\"", "manifest.control-character 6:9 domain"),
  Mistake(
    "no documents", "stemma: 1\ndataset: demo\ntask: qa\ninputs:\n  documents: []\n",
    "manifest.empty-list 5:14 inputs.documents"),
  Mistake(
    "one document, no list", "stemma: 1\ndataset: demo\ntask: qa\ninputs:\n  documents: a.md\n",
    "manifest.wrong-type 5:14 inputs.documents"),
  Mistake(
    "an absolute path", "stemma: 1\ndataset: demo\ntask: qa\ninputs:\n  documents: [/etc/a.md]\n",
    "manifest.bad-path 5:15 inputs.documents[0]"),
  Mistake(
    "a path from home", "stemma: 1\ndataset: demo\ntask: qa\ninputs:\n  documents: [~/a.md]\n",
    "manifest.bad-path 5:15 inputs.documents[0]"),
  Mistake(
    "backslashes", "stemma: 1\ndataset: demo\ntask: qa\ninputs:\n  documents: ['notes\\a.md']\n",
    "manifest.bad-path 5:15 inputs.documents[0] -> notes/a.md"),
  Mistake(
    "an address",
    "stemma: 1\ndataset: demo\ntask: qa\ninputs:\n  documents:\n    - https://example.org/a.md\n",
    "manifest.bad-path 6:7 inputs.documents[0]"),
  Mistake(
    "a document twice", "stemma: 1\ndataset: demo\ntask: qa\ninputs: {documents: [a.md, a.md]}\n",
    "manifest.duplicate-value 4:28 inputs.documents[1]"),
  Mistake(
    "a drive letter", "stemma: 1\ndataset: demo\ntask: qa\ninputs: {documents: ['C:/a.md']}\n",
    "manifest.bad-path 4:22 inputs.documents[0]"),
]

let syntaxMistakes: [Mistake] = [
  Mistake("nothing", "", "manifest.empty 1:1 "),
  Mistake("comments alone", "# later\n", "manifest.empty 1:1 "),
  Mistake("a list", "- stemma: 1\n", "manifest.wrong-type 1:1 "),
  Mistake("a text", "stemma 1\n", "manifest.wrong-type 1:1 "),
  added("an unclosed quote", "domain: \"tea", "manifest.syntax 6:9 "),
  added("an unclosed bracket", "constraints: [a, b", "manifest.syntax 6:14 "),
  added("a colon in a plain text", "domain: tea: green", "manifest.syntax 6:12 "),
  added("a sign that begins no text", "domain: @tea", "manifest.syntax 6:9 "),
  added("a tab in the indentation", "sampling:\n\tseed: 1", "manifest.tab-indentation 7:1 "),
  added("a loose line", "  loose: 1\n loose: 2", "manifest.syntax 7:2 "),
  added("a second document", "---\nstemma: 1", "manifest.several-documents 6:1 "),
  added("an anchor", "domain: &d tea", "manifest.anchor 6:9 domain"),
  added("an alias to nothing", "domain: *tea", "manifest.anchor 6:9 "),
  added("a tag", "domain: !!python/object:os.system tea", "manifest.tag 6:9 domain"),
  added("a tag of YAML's own", "count: !!int 5", "manifest.tag 6:8 count"),
  added("a tagged list", "constraints: !!seq [a]", "manifest.tag 6:14 constraints"),
  added("a list for a key", "? [a, b]\n: c", "manifest.syntax 6:3 "),
  added("an unseen control character", "domain: te\u{7}a", "manifest.control-character 6:11 "),
  added("an unseen line end", "domain: te\u{2028}a", "manifest.control-character 6:11 "),
  added("a zero byte", "domain: te\0a", "manifest.control-character 6:11 "),
  added(
    "columns count scalars", "sampling: {seed: 1, \"e\u{301}🇫🇷\": 2, topp: 3}",
    "manifest.unknown-field 6:21 sampling.e\u{301}🇫🇷|"
      + "manifest.unknown-field 6:32 sampling.topp -> top_p"
  ),
]

let overrideMistakes: [Mistake] = [
  Mistake(
    "a misspelt path", set: "sampling.temprature=0.9",
    "manifest.unknown-field 1:10 sampling.temprature -> sampling.temperature"),
  Mistake(
    "no group", set: "temperature=0.9",
    "manifest.unknown-field 1:1 temperature -> sampling.temperature"),
  Mistake("a path too long", set: "count.x=1", "manifest.unknown-field 1:7 count.x -> count"),
  Mistake(
    "a part of a list", set: "filters.schema=1",
    "manifest.unknown-field 1:9 filters.schema -> filters"),
  Mistake("no equals sign", set: "count", "manifest.bad-override 1:1 "),
  Mistake("no path", set: "=5", "manifest.bad-override 1:1 "),
  Mistake(
    "an empty part", set: "sampling..seed=5",
    "manifest.unknown-field 1:10 sampling..seed -> sampling.seed"),
  Mistake(
    "a value out of range", set: "sampling.temperature=9",
    "manifest.out-of-range 1:22 sampling.temperature -> 2"),
  Mistake("a value of the wrong type", set: "count=many", "manifest.wrong-type 1:7 count"),
  Mistake("a value that is not YAML", set: "filters=[schema", "manifest.syntax 1:9 "),
  Mistake(
    "an unknown name in a list", set: "filters=[schema, lenght]",
    "manifest.unknown-filter 1:18 filters[1] -> length"),
  Mistake("a required field taken away", set: "task=", "manifest.missing-field 1:1 task"),
  Mistake(
    "an unknown field in a group", set: "sampling={sed: 1}",
    "manifest.unknown-field 1:11 sampling.sed -> seed"),
]

let adapterMistakes: [Mistake] = [
  added("an adapter that nobody registered", "teacher: self", "manifest.no-adapter 6:10 teacher"),
  added(
    "the same in the long form", "teacher: {provider: self, timeout: 9}",
    "manifest.no-adapter 6:10 teacher"),
  added(
    "the same among several", "teachers: {a: self, b: everything}\nroles: {question: {a: 1, b: 1}}",
    "manifest.no-adapter 6:15 teachers.a"),
  added("something behind self", "teacher: 'self:m'", "manifest.incomplete-teacher 6:10 teacher"),
  added(
    "a model of self", "teacher: {provider: self, model: m}",
    "manifest.model-of-adapter 6:27 teacher.model"),
  added(
    "digits that are none", "teacher: {provider: self, adapter: sha256:XY}",
    "manifest.bad-adapter 6:36 teacher.adapter"),
  Mistake("self for this once", set: "teacher=self", "manifest.no-adapter 1:9 teacher"),
]
