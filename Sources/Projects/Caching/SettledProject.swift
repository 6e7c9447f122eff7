package import Catalog
package import Engine
import Linux
package import SourceText

/// What a project was like when all was done: every file that was asked for, what came of it, and
/// every file that was written.
///
/// A process that finds the world as it says has nothing to do: no migration is read, replayed or
/// evaluated, no table is loaded, no model made and none rendered. Nothing of it is believed: it
/// only says what to compare, by content or by a stamp that tells the content.
package struct SettledProject: Sendable {
  /// What decides besides the files: settings, and what was found out of the machine.
  var world: ContentDigest
  /// The files of the migration folders, in the order of their listing.
  var listed: [ListedPlace]
  /// All that was read or asked for and not there, the lock file among them.
  var inputs: [SettledFile]
  /// Folders whose list of files was asked for, with a digest of the list.
  var folders: [SettledFolder]
  /// How many definitions were kept with it.
  var definitionCount: Int
  package var summary: SettledSummary
  /// What was written, from its row of its own: its age has its own bound.
  var outputs = SettledOutputs()
}

/// A file of a migration folder, and which of the folders it is of.
struct ListedPlace: Equatable, BinaryCoded {
  var path: String
  var folder: Int

  init(_ file: ListedFile) {
    path = file.path
    folder = file.folder
  }

  func write(to writer: inout BinaryWriter) { writer.put(path, folder) }

  init(from reader: inout BinaryReader) throws(MalformedBytes) {
    path = try reader.read()
    folder = try reader.read()
  }
}

/// A folder whose list of files was asked for.
struct SettledFolder: Equatable, BinaryCoded {
  var path: String
  var list: ContentDigest

  init(_ path: String, _ files: [String]) {
    self.path = path
    list = textDigest(files)
  }

  func write(to writer: inout BinaryWriter) { writer.put(path, list) }

  init(from reader: inout BinaryReader) throws(MalformedBytes) {
    path = try reader.read()
    list = try reader.read()
  }
}

/// The files that were written.
struct SettledOutputs: Equatable, BinaryCoded {
  var files: [SettledFile] = []
  /// User classes: only that they are there.
  var kept: [String] = []

  init() {}

  func write(to writer: inout BinaryWriter) { writer.put(files, kept) }

  init(from reader: inout BinaryReader) throws(MalformedBytes) {
    files = try reader.read()
    kept = try reader.read()
  }
}

/// What there is to tell of a project without loading it.
package struct SettledSummary: Sendable, Equatable, BinaryCoded {
  package var counts: SchemaCounts
  package var migrationCount: Int
  package var convention: Convention?
  package var diagnostics: [Diagnostic]
  /// Folders to be watched, project-relative.
  package var foldersToWatch: [String]

  init(_ live: LiveProject) {
    counts = live.counts
    migrationCount = live.migrationCount
    convention = live.convention
    diagnostics = live.diagnostics()
    foldersToWatch = live.foldersToWatch().sorted()
  }

  package func write(to writer: inout BinaryWriter) {
    writer.put(counts.tables, counts.columns, counts.indexes, counts.foreignKeys)
    writer.put(counts.views, counts.enums, migrationCount, convention?.rawValue)
    writer.put(diagnostics, foldersToWatch)
  }

  package init(from reader: inout BinaryReader) throws(MalformedBytes) {
    counts = SchemaCounts()
    counts.tables = try reader.read()
    counts.columns = try reader.read()
    counts.indexes = try reader.read()
    counts.foreignKeys = try reader.read()
    counts.views = try reader.read()
    counts.enums = try reader.read()
    migrationCount = try reader.read()
    let name: String? = try reader.read()
    convention = name.flatMap(Convention.init(rawValue:))
    diagnostics = try reader.read()
    foldersToWatch = try reader.read()
  }
}

extension SettledProject: BinaryCoded {
  package func write(to writer: inout BinaryWriter) {
    writer.put(world, listed, inputs, folders, definitionCount, summary)
  }

  package init(from reader: inout BinaryReader) throws(MalformedBytes) {
    world = try reader.read()
    listed = try reader.read()
    inputs = try reader.read()
    folders = try reader.read()
    definitionCount = try reader.read()
    summary = try reader.read()
  }

  package var fileCount: Int { listed.count }

  /// Whether everything is as it says.
  package func isStill(_ setup: ProjectSetup) -> Bool {
    let root = setup.root
    let reading = ProjectReading(root, setup.analysis, ProjectFiles(root))
    guard worldDigest(setup, reading.found) == world, let now = try? reading.list(),
      now.count == listed.count
    else { return false }
    for (file, then) in zip(now, listed) where ListedPlace(file) != then { return false }
    let stamps = FolderStamps(root.path)
    return inputs.allSatisfy { $0.isStill(in: root, stamps) }
      && folders.allSatisfy { $0 == SettledFolder($0.path, root.files(in: $0.path)) }
      && outputs.files.allSatisfy { $0.isStill(in: root, stamps) }
      && outputs.kept.allSatisfy { fileExists(join(root.path, $0)) }
  }
}

/// The digest of what decides besides files.
func worldDigest(_ setup: ProjectSetup, _ found: [String: String]) -> ContentDigest {
  textDigest([canonicalText(setup), canonicalText(found)])
}
