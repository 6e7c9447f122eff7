/// What an update of the schema changes about the files of an output.
package struct OutputChanges: Sendable, Equatable {
  /// Files that are new or may read differently now.
  package var wanted: [RenderedFile] = []
  /// Paths of files that nothing wants any more.
  package var gone: [String] = []

  package init() {}

  package mutating func append(_ other: OutputChanges) {
    wanted += other.wanted
    gone += other.gone
  }
}
