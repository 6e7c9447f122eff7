import Catalog
import PHPParsing
import SourceText

/// Any bytes are read as PHP and evaluated to an end, whatever the world says.
///
/// `make fuzz` builds and runs it.
@_cdecl("LLVMFuzzerTestOneInput")
func fuzzPHP(_ start: UnsafeRawPointer, _ count: Int) -> CInt {
  let bytes = Array(UnsafeRawBufferPointer(start: start, count: count))
  let parsed = parsePHP(SourceFile(path: "2020_01_01_000000_fuzz.php", bytes: bytes))
  let dialects = Dialect.allCases
  let world = EmptyWorld(dialects[count % dialects.count])
  evaluateLaravelMigration(
    parsed.value,
    world: world,
    context: LaravelApplication(),
    fuel: 20_000
  )
  return 0
}

/// A database without tables that takes every operation.
private final class EmptyWorld: QuietWorld {
  let dialect: Dialect

  init(_ dialect: Dialect) { self.dialect = dialect }

  func apply(_ operation: LocatedOperation, isTry: Bool) -> OperationOutcome { .applied }
  func evaluateSQL(_ text: String, at source: SourceReference, isTry: Bool) -> OperationOutcome {
    .applied
  }
}
