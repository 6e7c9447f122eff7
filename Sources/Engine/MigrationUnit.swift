package import SourceText

/// One migration in the order in which the tool would run it: a file and the part of it that
/// leads up.
///
/// Conventions make them, the history evaluates them; nothing else decides what belongs to a
/// migration.
package struct MigrationUnit: Sendable, Equatable {
  package enum Language: String, Sendable, Hashable {
    case sql
    case laravel
  }

  /// Unique within the project and stable: normally the path, and for tools that keep several
  /// migrations in one file the path and the name.
  package var id: String
  package var file: SourceFile
  /// The byte ranges that lead up, in order; nil for the whole file.
  package var upRanges: [Range<Int>]?
  package var language: Language
  /// A dump of a whole schema, loaded before the migrations that it contains.
  package var isDump: Bool
  /// Migrations of the same number before this one: which runs first is decided elsewhere.
  package var tied: [SourceFile] = []

  package init(
    id: String,
    file: SourceFile,
    upRanges: [Range<Int>]? = nil,
    language: Language = .sql,
    isDump: Bool = false
  ) {
    self.id = id
    self.file = file
    self.upRanges = upRanges
    self.language = language
    self.isDump = isDump
  }

  package init(file: SourceFile, language: Language = .sql) {
    self.init(id: file.path, file: file, language: language)
  }
}
