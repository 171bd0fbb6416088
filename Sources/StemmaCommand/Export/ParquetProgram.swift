import Glibc
import StemmaExport
import StemmaProgram
import StemmaRecord

/// Has rows written as Parquet by what Python has for it: pyarrow, polars or duckdb.
struct ParquetProgram {
  private let python: PythonProgram

  /// - Throws: `ParquetError.noPython`.
  init() throws(ParquetError) {
    guard let python = PythonProgram() else { throw .noPython }
    self.python = python
  }

  /// - Parameters:
  ///   - rows: a file of JSON Lines.
  ///   - write: given the Parquet file's bytes in pieces.
  /// - Throws: what `write` throws; `ParquetError`; `InputError.noTemporaryFile`.
  func convert(_ rows: Int32, _ columns: Columns, write: ([UInt8]) throws -> Void) throws {
    let (output, errors) = (try PythonProgram.file(), try PythonProgram.file())
    defer { for file in [output, errors] { close(file) } }
    let status = try Self.wrapped { () throws(SystemFailure) in
      try python.run(
        Self.script, [CanonicalJSON.text(columns.shape.json)], files: [rows, output, errors])
    }
    guard status == 0 else {
      throw status == Self.noWriter
        ? ParquetError.noWriter(python.path)
        : ParquetError.failed(PythonProgram.complaint(errors))
    }
    lseek(output, 0, SEEK_SET)
    func piece() throws(ParquetError) -> [UInt8]? {
      try Self.wrapped { () throws(SystemFailure) in try PythonProgram.piece(output) }
    }
    while let piece = try piece() { try write(piece) }
  }

  private static func wrapped<Result>(
    _ body: () throws(SystemFailure) -> Result
  ) throws(ParquetError) -> Result {
    do throws(SystemFailure) { return try body() } catch { throw .failed(error.reason) }
  }

  /// What the script ends with where Python has none of the three.
  private static let noWriter: Int32 = 69

  /// Files are opened by number, since they have no names.
  private static let script = """
    json, sys, itertools = map(__import__, ("json", "sys", "itertools"))
    shape, rows, target = json.loads(sys.argv[1]), "/proc/self/fd/0", "/proc/self/fd/1"
    def with_pyarrow():
        pa = __import__("pyarrow.parquet")
        plain = {"bool": pa.bool_(), "integer": pa.int64(), "number": pa.float64(), "string": pa.string()}
        def kind(shape):
            if isinstance(shape, list): return pa.list_(kind(shape[0]))
            if isinstance(shape, dict): return pa.struct([(n, kind(s)) for n, s in shape.items()])
            return plain[shape]
        schema = pa.schema([(name, kind(inner)) for name, inner in shape.items()])
        lines = open(rows, encoding="utf-8", newline="\\n")
        with pa.parquet.ParquetWriter(target, schema) as writer:
            while batch := [json.loads(line) for line in itertools.islice(lines, 10000)]:
                writer.write_batch(pa.RecordBatch.from_pylist(batch, schema))
    def with_polars():
        pl = __import__("polars")
        plain = {"bool": pl.Boolean, "integer": pl.Int64, "number": pl.Float64, "string": pl.String}
        def kind(shape):
            if isinstance(shape, list): return pl.List(kind(shape[0]))
            if isinstance(shape, dict): return pl.Struct({n: kind(s) for n, s in shape.items()})
            return plain[shape]
        schema = {name: kind(inner) for name, inner in shape.items()}
        pl.scan_ndjson(rows, schema=schema).sink_parquet(target)
    def with_duckdb():
        duckdb = __import__("duckdb")
        plain = {"bool": "BOOLEAN", "integer": "BIGINT", "number": "DOUBLE", "string": "VARCHAR"}
        def quoted(text, mark): return mark + text.replace(mark, mark + mark) + mark
        def kind(shape):
            if isinstance(shape, list): return kind(shape[0]) + "[]"
            if isinstance(shape, dict):
                return "STRUCT(" + ", ".join(quoted(n, '"') + " " + kind(s) for n, s in shape.items()) + ")"
            return plain[shape]
        columns = ", ".join(quoted(n, "'") + ": " + quoted(kind(s), "'") for n, s in shape.items())
        duckdb.sql(
            f"COPY (SELECT * FROM read_json('{rows}', format='newline_delimited', columns={{{columns}}}, "
            f"maximum_object_size=1073741824)) TO '{target}' (FORMAT parquet, USE_TMP_FILE false)")
    for writer in (with_pyarrow, with_polars, with_duckdb):
        try:
            writer()
            sys.exit(0)
        except ModuleNotFoundError as error:
            if error.name not in ("pyarrow", "polars", "duckdb"): raise
    sys.exit(69)
    """
}

/// Why no Parquet file was written.
enum ParquetError: ActionableError {
  /// There is no Python.
  case noPython
  /// Python, at this path, has none of the libraries that write such files.
  case noWriter(String)
  /// The program failed; the argument is what it said last.
  case failed(String)

  var code: String {
    switch self {
    case .noPython, .noWriter: "export.no-parquet-writer"
    case .failed: "export.parquet-failed"
    }
  }

  var whatHappened: String {
    switch self {
    case .noPython: "Parquet is written by a library of Python's, and there is no `python3`."
    case .noWriter(let python):
      "\(python) has none of pyarrow, polars and duckdb to write Parquet with."
    case .failed(let words): "The Parquet file was not written: \(words)"
    }
  }

  var nextStep: String {
    switch self {
    case .noPython:
      "Install python3 and pyarrow, or export as jsonl, which readers of Parquet read too."
    case .noWriter: "Install one, as by `python3 -m pip install pyarrow`, or export as jsonl."
    case .failed: "Export as jsonl, and see whether that is what you expect."
    }
  }
}
