import Engine
import Linux
import SourceText

/// What became of the list of files.
struct ListingChange {
  var added: Set<String> = []
  var removed: Set<String> = []
}

extension LiveProject {
  /// Brings the list of files up to date.
  func look(_ named: Set<String>?) throws(FileSystemError) -> ListingChange {
    if let named, planned != nil, let change = lookAtNamed(named) { return change }
    if planned != nil { reading.findSources() }
    let before = listed
    watchedFolders = nil
    listed = [:]
    var now: [String: ListedFile] = [:]
    for file in try reading.list() { now[file.path] = file }
    listed = now
    listedFolders = Set(now.keys.map { splitPath($0).folder })
    return ListingChange(
      added: Set(now.keys.filter { before[$0] != now[$0] }),
      removed: Set(before.keys.filter { now[$0] == nil })
    )
  }

  /// Nil where the names do not explain the list: a folder among them.
  private func lookAtNamed(_ named: Set<String>) -> ListingChange? {
    var change = ListingChange()
    // Nothing is noted before every name is explained: what is looked at whole compares anew.
    var found: [ListedFile] = []
    for path in named {
      let full = join(setup.root.path, path)
      guard let stamp = (try? linkStamp(full)) ?? nil else {
        if listed[path] != nil {
          change.removed.insert(path)
        } else if listed.keys.contains(where: { $0.hasPrefix(path + "/") }) {
          // A folder that is gone takes its files along.
          return nil
        }
        continue
      }
      if stamp.isFolder || (stamp.isLink && isFolder(full)) { return nil }
      let isHere = isListed(path, splitPath(path).name, isLink: stamp.isLink, in: setup.root)
      if listed[path] != nil {
        if !isHere { change.removed.insert(path) }
        continue
      }
      guard isHere, let file = listedFile(path, in: reading.sources.folders) else { continue }
      found.append(file)
      change.added.insert(path)
    }
    for file in found {
      listed[file.path] = file
      listedFolders.insert(splitPath(file.path).folder)
    }
    for path in change.removed { listed[path] = nil }
    return change
  }

  /// The changes of a few files; nil where the whole plan has to be made anew.
  func changes(
    _ listing: ListingChange,
    _ changedFiles: Set<String>,
    _ questions: [ProjectQuestion]
  ) -> MigrationChanges? {
    guard let planned, planned.plan.units.isEmpty || isQuiet(listing, changedFiles) else {
      return nil
    }
    let convention = planned.plan.convention
    var changes = MigrationChanges(questions: questions)
    guard listing.added.count + listing.removed.count <= 64 else { return nil }
    for path in listing.removed.sorted() {
      guard let slot = ordered.firstIndex(where: { $0.path == path }) else { return nil }
      changes.removed.append(path)
      ordered.remove(at: slot)
      reading.files.forget(path)
    }
    for file in listing.added.union(changedFiles).sorted().compactMap({ listed[$0] }) {
      guard
        let slot = place(of: file, among: ordered, convention, setup.analysis.dialect),
        let source = reading.files.file(file.path)
      else { return nil }
      if !ordered.indices.contains(slot) || ordered[slot] != file {
        guard listing.added.contains(file.path) else { return nil }
        ordered.insert(file, at: slot)
      }
      changes.placed.append(
        MigrationChanges.Placement(
          migrationUnit(source, of: convention, planned.placeholders),
          after: slot == 0 ? nil : ordered[slot - 1].path
        )
      )
    }
    return changes
  }

  /// A schema dump holds migrations of its own: nothing of either may have changed.
  private func isQuiet(_ listing: ListingChange, _ changedFiles: Set<String>) -> Bool {
    listing.added.isEmpty && listing.removed.isEmpty
      && !changedFiles.contains { listed[$0] != nil || $0.hasPrefix("database/schema/") }
  }
}
