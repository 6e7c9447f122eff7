/// Where the schema's documents go.
package struct DocumentationOptions: Sendable, Equatable {
  /// Below the project root.
  package var folder = "docs/schema"
  /// The most tables that one diagram shows besides its own; more are split over several.
  package var diagramSize = 12

  package init() {}
}
