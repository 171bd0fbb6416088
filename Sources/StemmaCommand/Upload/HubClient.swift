import Glibc
import StemmaProgram
import StemmaRecord
import StemmaRun

/// Uploads files through the Hugging Face Hub's own client, Python's library `huggingface_hub`, in one commit.
struct HubClient {
  /// What came of it.
  struct Outcome {
    let commit: String
    let isPrivate: Bool
    /// Whether the repository is new.
    let isNew: Bool
  }

  private let python: PythonProgram
  private let access: HubAccess

  /// Looks for a Python that has the client: `python3`, else the one that runs the client's program `hf`.
  ///
  /// - Throws: `HubError.noClient`; `InputError.noTemporaryFile`.
  init(_ access: HubAccess) throws {
    self.access = access
    let interpreters = [PythonProgram(), Self.interpreter(of: "hf")].compactMap { $0 }
    for python in interpreters where try Self.run(python, Self.search, access, [:]).status == 0 {
      self.python = python
      return
    }
    throw HubError.noClient(interpreters.first?.path)
  }

  /// What the first line of a program says that it is run by.
  private static func interpreter(of name: String) -> PythonProgram? {
    guard let file = ProgramPath.find(name, path: World.environment("PATH") ?? ""),
      let bytes = try? FileAccess.read(file, limitBytes: 1 << 20), bytes.starts(with: "#!/".utf8)
    else { return nil }
    let line = bytes.dropFirst(2).prefix { $0 != UInt8(ascii: "\n") }
    let path = String(decoding: line, as: UTF8.self)
    return path.contains(" ") || !Paths.exists(path) ? nil : PythonProgram(path: path)
  }

  /// - Parameters:
  ///   - files: by their names in the repository, each open.
  ///   - isPublic: whether a new repository may be seen by all, and files may go into one that is.
  /// - Throws: `HubError`. The Hub has either all files then, or none.
  func upload(
    _ files: [(name: String, handle: Int32)], to target: HubTarget, isPublic: Bool, message: String
  ) throws -> Outcome {
    let request: JSONObject = [
      "files": .array(
        files.enumerated().map { place, file in
          ["name": .string(file.name), "path": .string("/dev/fd/\(Self.standard + place)")]
        }),
      "message": .string(message), "public": .bool(isPublic),
      "repository": .string(target.repository),
    ]
    let (status, output, complaint) = try Self.run(
      python, Self.script, access, request, files.map(\.handle))
    if Shell.isInterruption(status) { throw CancellationError() }
    guard status == 0, let answer = try? JSONReader.read(output) else {
      throw HubError.failed(access.redacted(complaint))
    }
    if let kind = answer["error"]?.string {
      let words = access.redacted(answer["message"]?.string ?? "").onOneLine(limit: 240)
      throw HubError(
        kind, status: answer["status"]?.integer, words, target, isNew: answer["created"] == true)
    }
    guard let commit = answer["commit"]?.string, let isPrivate = answer["private"]?.bool else {
      throw HubError.failed("its answer cannot be read")
    }
    return Outcome(commit: commit, isPrivate: isPrivate, isNew: answer["created"] == true)
  }

  /// How many files a program has besides: what it reads, what it writes, what it complains of.
  private static let standard = 3

  /// - Parameter more: what the script has as its files behind the standard ones.
  /// - Throws: `HubError.failed`; `InputError` for the files.
  private static func run(
    _ python: PythonProgram, _ script: String, _ access: HubAccess, _ request: JSONObject,
    _ more: [Int32] = []
  ) throws -> (status: Int32, output: [UInt8], complaint: String) {
    var files: [Int32] = []
    defer { for file in files { close(file) } }
    for _ in 0..<standard { files.append(try PythonProgram.file()) }
    try FileAccess.write(
      CanonicalJSON.bytes(.object(request)), to: files[0], path: "a temporary file")
    let status: Int32
    do throws(SystemFailure) {
      status = try python.run(script, environment: access.environment, files: files + more)
    } catch {
      throw HubError.failed(error.reason)
    }
    return (status, PythonProgram.bytes(files[1]), PythonProgram.complaint(files[2]))
  }

  /// Ends with 0 where the client is there.
  private static let search = """
    from importlib.util import find_spec
    __import__("sys").exit(0 if find_spec("huggingface_hub") else 1)
    """

  /// Writes one answer: what came of it, or an error with the HTTP status where there is one.
  private static let script = """
    json, sys, hub = map(__import__, ("json", "sys", "huggingface_hub"))
    from huggingface_hub import errors
    asked, created = json.load(sys.stdin), False
    def answer(**words):
        json.dump(words, sys.stdout)
        sys.exit(0)
    def fail(kind, error="", status=None):
        answer(error=kind, message=" ".join(str(error).split()), status=status, created=created)
    def causes(error):
        while error is not None:
            yield error
            error = error.__cause__ or error.__context__
    api, name = hub.HfApi(), asked["repository"]
    try:
        api.whoami()
        try:
            there = api.repo_info(name, repo_type="dataset")
        except errors.RepositoryNotFoundError:
            api.create_repo(name, repo_type="dataset", private=not asked["public"])
            created = True
            there = api.repo_info(name, repo_type="dataset")
        if not there.private and not asked["public"]:
            fail("public")
        files = [hub.CommitOperationAdd(path_in_repo=file["name"], path_or_fileobj=file["path"])
                 for file in asked["files"]]
        commit = api.create_commit(name, files, commit_message=asked["message"], repo_type="dataset",
                                   parent_commit=there.sha)
        answer(commit=commit.oid, private=bool(there.private), created=created)
    except Exception as error:
        for cause in causes(error):
            if isinstance(cause, errors.LocalTokenNotFoundError):
                fail("token")
            if isinstance(cause, errors.HfHubHTTPError) and cause.response is not None:
                fail("http", cause.server_message or cause, cause.response.status_code)
        for cause in causes(error):
            if isinstance(cause, OSError) or type(cause).__module__.startswith(("http", "requests")):
                fail("network", cause)
        fail("client", error)
    """
}
