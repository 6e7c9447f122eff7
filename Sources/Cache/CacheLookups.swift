package import Catalog

/// How often rows of one kind were asked for, since the process began.
package struct CacheLookups: Sendable, Equatable {
  /// Found, whole and young enough.
  package var hits = 0
  package var misses = 0
  /// Read in passes over all of a kind, as at a start.
  package var scanned = 0

  package init() {}
}

extension RowStore.Shelf {
  /// The kind's name in metrics.
  package var label: String {
    switch self {
    case .traces: "traces"
    case .files: "files"
    case .outputs: "outputs"
    case .schemas: "schemas"
    case .templates: "templates"
    case .batches: "batches"
    }
  }
}
