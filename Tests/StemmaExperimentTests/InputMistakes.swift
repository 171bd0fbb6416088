/// A manifest of a task that takes seeds; its inputs begin on line 4.
private func ofSeeds(_ description: String, _ inputs: String, _ expected: String) -> Mistake {
  Mistake(description, "stemma: 1\ndataset: demo\ntask: instruction\n\(inputs)\n", expected)
}

let inputMistakes: [Mistake] = [
  ofSeeds(
    "documents for a task that takes none", "inputs: {documents: [a.md]}",
    "manifest.unused-input 4:10 inputs.documents"),
  Mistake(
    "seeds for a task that takes none",
    "stemma: 1\ndataset: demo\ntask: qa\ninputs:\n  documents: [a.md]\n  seeds: [s.json]\n",
    "manifest.unused-input 6:3 inputs.seeds"),
  Mistake(
    "only inputs that the task does not take",
    "stemma: 1\ndataset: demo\ntask: qa\ninputs: {datasets: [coffee@1]}\n",
    "manifest.unused-input 4:10 inputs.datasets"),
  ofSeeds(
    "a misspelt kind", "inputs: {seed: [a.json]}",
    "manifest.unknown-field 4:10 inputs.seed -> seeds"),
  Mistake(
    "a misspelt kind of what must be there",
    "stemma: 1\ndataset: demo\ntask: qa\ninputs: {document: [a.md]}\n",
    "manifest.unknown-field 4:10 inputs.document -> documents"),
  Mistake(
    "misspelt inputs", "stemma: 1\ndataset: demo\ntask: qa\ninput: {documents: [a.md]}\n",
    "manifest.unknown-field 4:1 input -> inputs"),
  ofSeeds("inputs without a value", "inputs:", "manifest.no-value 4:1 inputs"),
  ofSeeds("inputs in a list", "inputs: [s.json]", "manifest.wrong-type 4:9 inputs"),
  ofSeeds("no seeds in the list", "inputs: {seeds: []}", "manifest.empty-list 4:17 inputs.seeds"),
  ofSeeds("seeds without a value", "inputs: {seeds: }", "manifest.no-value 4:10 inputs.seeds"),
  ofSeeds("one file, no list", "inputs: {seeds: s.json}", "manifest.wrong-type 4:17 inputs.seeds"),
  ofSeeds(
    "seeds of an address", "inputs: {seeds: ['http://x/s']}",
    "manifest.bad-path 4:18 inputs.seeds[0]"),
  ofSeeds(
    "seeds twice", "inputs: {seeds: [a.json, a.json]}",
    "manifest.duplicate-value 4:26 inputs.seeds[1]"),
  ofSeeds(
    "no datasets in the list", "inputs: {datasets: []}", "manifest.empty-list 4:20 inputs.datasets"),
  ofSeeds(
    "a dataset in capitals", "inputs: {datasets: [Coffee@1]}",
    "manifest.bad-version 4:21 inputs.datasets[0] -> coffee@head"),
  ofSeeds(
    "a version like none", "inputs: {datasets: [coffee@newest]}",
    "manifest.bad-version 4:21 inputs.datasets[0] -> coffee@head"),
  ofSeeds(
    "version nought", "inputs: {datasets: [coffee@0]}",
    "manifest.bad-version 4:21 inputs.datasets[0] -> coffee@head"),
  ofSeeds(
    "too few digits", "inputs: {datasets: ['coffee@sha256:ab']}",
    "manifest.bad-version 4:21 inputs.datasets[0] -> coffee@head"),
  ofSeeds(
    "a dataset twice", "inputs: {datasets: [coffee, coffee]}",
    "manifest.duplicate-value 4:29 inputs.datasets[1]"),
]
