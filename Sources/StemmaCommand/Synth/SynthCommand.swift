import ArgumentParser

struct SynthCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "synth",
    abstract: "Make questions and answers of a `.dlm` document's prose, and write them into it.",
    discussion: """
      What is made is staged: a version of a dataset that is named after the document. `apply` writes \
      exactly its pairs into the document, each a section of its own, marked as generated; `revert` \
      takes them out again, to the byte. Everything else in the document stays as it is.

      EXAMPLES
      stemma synth instructions experiments/dgemm/dgemm.dlm --teacher embedded
      stemma synth list experiments/dgemm/dgemm.dlm
      stemma synth apply experiments/dgemm/dgemm.dlm
      stemma synth revert experiments/dgemm/dgemm.dlm

      EXIT CODES
      \(ExitStatus.table([.done, .failed, .noStore, .damaged, .invalidInput]))
      """, subcommands: [SynthInstructions.self, SynthList.self, SynthApply.self, SynthRevert.self])

  static let documentHelp = ArgumentHelp("The document, a `.dlm` file.", valueName: "file")
}
