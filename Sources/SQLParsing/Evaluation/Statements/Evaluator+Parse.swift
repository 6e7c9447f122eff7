import Catalog
import SourceText

extension Evaluator {
  func parsedOperations(_ code: CodeText, _ range: Range<Int>) -> [LocatedOperation] { [] }
}
