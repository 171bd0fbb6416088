/// A program that reads documents: how it is called, and where it is to be had.
struct Tool {
  /// What it is called in errors and with versions.
  let name: String
  /// The program's own name.
  let program: String
  /// The line that installs it on Debian.
  let install: String
  /// What it is given: it reads from standard input and writes to standard output.
  let arguments: [String]
  /// What makes it tell its version.
  let versionArguments: [String]
  /// What it may read as file 3.
  let note: String
  /// The most address space it may have, in KiB; nil where it bounds its memory itself.
  let addressLimit: Int?
  /// What it says where it is not whole itself; nil where that cannot be.
  var missingPart: String?

  private static let addressLimit = 512 << 10

  /// Writes plain text with a form feed after each page.
  static let pdftotext = Tool(
    name: "pdftotext", program: "pdftotext", install: "apt-get install poppler-utils",
    arguments: ["-enc", "UTF-8", "-", "-"], versionArguments: ["-v"], note: "",
    addressLimit: addressLimit)

  /// Writes Markdown. Its heap is bounded, since it reserves far more address space than it uses; with
  /// all besides it takes a hundred megabytes more.
  static func pandoc(from format: String) -> Tool {
    Tool(
      name: "pandoc", program: "pandoc", install: "apt-get install pandoc",
      arguments: [
        "+RTS", "-M300m", "-RTS", "--sandbox", "--from=\(format)", "--to=gfm-raw_html",
        "--wrap=none", "--lua-filter=/dev/fd/3",
      ], versionArguments: ["--version"], note: PandocFilter.text, addressLimit: nil)
  }

  /// Writes Markdown with a form feed between slides.
  static let slides = Tool(
    name: "python-pptx", program: "python3", install: "pip install python-pptx",
    arguments: ["/dev/fd/3"], versionArguments: ["/dev/fd/3", "--version"],
    note: SlidesScript.text, addressLimit: addressLimit,
    missingPart: "No module named 'pptx'")

  /// Writes a PDF that opens without its password.
  static func qpdf(password: String) -> Tool {
    Tool(
      name: "qpdf", program: "qpdf", install: "apt-get install qpdf",
      arguments: [
        "--warning-exit-0", "--password-file=/dev/fd/3", "--decrypt", "/dev/stdin", "-",
      ], versionArguments: ["--version"], note: password, addressLimit: addressLimit)
  }

  /// Writes the name of a text's encoding.
  static let uchardet = Tool(
    name: "uchardet", program: "uchardet", install: "apt-get install uchardet",
    arguments: [], versionArguments: ["--version"], note: "", addressLimit: addressLimit)

  /// Writes UTF-8.
  static func iconv(from encoding: String) -> Tool {
    Tool(
      name: "iconv", program: "iconv", install: "apt-get install libc-bin",
      arguments: ["-f", encoding, "-t", "UTF-8"], versionArguments: ["--version"], note: "",
      addressLimit: addressLimit)
  }
}
