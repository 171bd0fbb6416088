import ArgumentParser
import Glibc
import StemmaRecord

@main
enum Main {
  static func main() async {
    let arguments = Array(CommandLine.arguments.dropFirst())
    Terminal.reserveStandardFiles()
    // A reader that goes away, such as `head`, is no reason to die without a word.
    signal(SIGPIPE, SIG_IGN)
    let isJSON = arguments.prefix { $0 != "--" }.contains("--json")
    let work = Task { await perform(arguments, isJSON: isJSON) }
    let interruption = Interruption(asJSON: isJSON, cancel: { work.cancel() })
    let status = await work.value
    interruption.stop()
    exit(status)
  }

  private static func perform(_ arguments: [String], isJSON: Bool) async -> Int32 {
    do {
      var command = try Stemma.parseAsRoot(arguments)
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
      if let error = Terminal.outputFailure {
        throw InputError.unwritable(path: "standard output", error: error)
      }
      return ExitStatus.done.rawValue
    } catch let exit as ExitCode {
      return exit.rawValue
    } catch is CancellationError {
      ErrorReport.interrupted.write(asJSON: isJSON)
      return ExitStatus.interrupted.rawValue
    } catch let error as any ActionableError {
      ErrorReport(error).write(asJSON: isJSON)
      return ExitStatus(error).rawValue
    } catch {
      return explain(error, asJSON: isJSON)
    }
  }

  /// Help, version, and what the argument parser refused.
  private static func explain(_ error: any Error, asJSON: Bool) -> Int32 {
    let status = Stemma.exitCode(for: error).rawValue
    if status == ExitStatus.done.rawValue {
      Terminal.output(BashCompletion.complete(Stemma.fullMessage(for: error)))
      return status
    }
    if asJSON {
      ErrorReport(
        code: "command.bad-arguments", whatHappened: Stemma.message(for: error), place: nil,
        nextStep: "See `stemma --help`."
      ).write(asJSON: true)
    } else {
      Terminal.error(Terminal.visible(Stemma.fullMessage(for: error), keepingLines: true))
    }
    return status
  }
}
