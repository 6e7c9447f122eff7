import Catalog
import Engine
import Linux
import Modeling
import SourceText

/// What changed since a project was kept last.
struct UnkeptChanges {
  /// Whether anything did.
  var isAny = true
  /// Whether nothing was kept by this process: what others kept has other numbers in it.
  var isAll = true
  private(set) var objects: Set<ObjectID> = []
  /// The names that changed objects had.
  private(set) var names: Set<String> = []

  mutating func note(_ report: PipelineReport) {
    for change in report.objects {
      objects.insert(change.id)
      if let old = change.old { names.insert(KeptDefinition(object: old).name) }
    }
    for change in report.models {
      if let model = change.new ?? change.old { objects.insert(model.table) }
    }
  }
}

extension LiveProject {
  /// Keeps what the project is like, for a next process that finds nothing changed.
  ///
  /// Only while there is nothing left to do: what is pending, held or in conflict has to be looked
  /// at again. Costs a pass over all files' stamps, so it is done when nothing else is.
  package func keepSettled() {
    keepNoted()
    guard unkept.isAny, planned != nil, pending.isEmpty, conflicts.isEmpty, !isLockBehind,
      !Held(diagnostics(), lock.pins).isActive, let settled = settled()
    else { return }
    var changed: [KeptDefinition] = []
    for id in unkept.objects {
      guard let object = schema.object(id) else { continue }
      changed.append(KeptDefinition(object: object, className: model(of: id)?.className))
    }
    store.keep(settled, changed: changed, gone: unkept.names, isAll: unkept.isAll)
    unkept = UnkeptChanges()
    unkept.isAny = false
    unkept.isAll = false
  }

  private func settled() -> SettledProject? {
    guard var inputs = reading.files.settled(), let outputs = settledOutputs() else { return nil }
    if let lockStamp {
      let file = SettledFile(
        path: LockFile.name,
        lockStamp,
        digest(of: lock.bytes),
        readAt: lockStamp.changed,
        in: setup.root,
        clock: clock
      )
      guard let file else { return nil }
      inputs.append(file)
    } else {
      inputs.append(SettledFile(path: LockFile.name, stamp: nil))
    }
    return SettledProject(
      world: worldDigest(setup, reading.found),
      listed: inListingOrder(listed.values).map(ListedPlace.init),
      inputs: inputs,
      folders: reading.files.settledFolders,
      definitionCount: schema.count,
      summary: SettledSummary(self),
      outputs: outputs
    )
  }

  private func settledOutputs() -> SettledOutputs? {
    var outputs = SettledOutputs()
    let written = store.writtenFiles()
    for (path, hash) in lock.files.sorted(by: { $0.key < $1.key }) {
      guard hash.isEmpty else {
        outputs.kept.append(path)
        continue
      }
      guard let noted = written[path],
        let file = SettledFile(
          path: path,
          noted.stamp,
          noted.digest,
          readAt: noted.readAt,
          in: setup.root,
          clock: clock
        )
      else { return nil }
      outputs.files.append(file)
    }
    return outputs
  }
}
