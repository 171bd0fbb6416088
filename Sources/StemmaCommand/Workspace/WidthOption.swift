import ArgumentParser

/// How much a command does side by side.
struct WidthOption: ParsableArguments {
  @Option(name: .long, help: "How much is done side by side; never changes the result.")
  var width: Int?

  func validate() throws {
    if let width, !(1...1024).contains(width) {
      throw ValidationError("--width takes a whole number from 1 to 1024.")
    }
  }
}
