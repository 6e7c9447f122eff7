import Catalog
import Engine
import SourceText

/// Any bytes are read as SQL and evaluated and folded to an end, on each dialect in turn.
///
/// `make fuzz` builds and runs it.
///
/// The first byte chooses the dialect. The text is given twice, as two migrations: the second
/// meets the schema that the first left, and fails or alters where the first one made.
@_cdecl("LLVMFuzzerTestOneInput")
func fuzzSQL(_ start: UnsafeRawPointer, _ count: Int) -> CInt {
  let bytes = UnsafeRawBufferPointer(start: start, count: count)
  guard let first = bytes.first else { return 0 }
  let dialects = Dialect.allCases
  let dialect = dialects[Int(first) % dialects.count]
  let text = Array(bytes.dropFirst())
  let history = History(dialect: dialect, evaluators: makeEvaluators(dialect))
  _ = history.setMigrations([
    MigrationUnit(file: SourceFile(path: "1.sql", bytes: text)),
    MigrationUnit(file: SourceFile(path: "2.sql", bytes: text)),
  ])
  _ = history.schema()
  return 0
}
