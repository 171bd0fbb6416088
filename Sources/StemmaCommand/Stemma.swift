import ArgumentParser

/// The command `stemma`.
struct Stemma: AsyncParsableCommand {
  static let version = "0.1.0"

  static let configuration = CommandConfiguration(
    commandName: "stemma",
    abstract: "Make synthetic training data that can be made again.",
    discussion: """
      A manifest pins everything that decides a dataset. `stemma run` makes a version of it; every \
      version can be compared with another, made again to the byte, and returned to.

      EXIT CODES
      \(ExitStatus.table(ExitStatus.allCases))
      """,
    version: version,
    subcommands: [
      Init.self, Plan.self, Run.self, Sweep.self, DatagenCommand.self, SynthCommand.self, Runs.self,
      WhyMiss.self,
      ImportCommand.self,
      Log.self, Show.self, Sample.self, LineageCommand.self, TraceCommand.self,
      ReviewCommand.self, Compare.self, ContaminationCommand.self, CheckCommand.self, Explain.self,
      Reproduce.self,
      Serve.self, Rollback.self, Export.self, UploadCommand.self,
      TokensCommand.self, Tag.self, Note.self, AdapterCommand.self, Verify.self,
      Reindex.self, Gc.self, Doctor.self, TryLock.self,
    ])
}
