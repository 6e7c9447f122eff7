import Catalog
import Engine
import SourceText

/// A table, a view or a type with the class of its model, as it is kept by `schema:NAME`.
struct KeptDefinition {
  var object: SchemaObject
  var className: String?

  var name: String { "schema:" + object.kindPrefix + object.name.description }

  var bytes: [UInt8] {
    var inner = BinaryWriter()
    inner.put(object)
    var writer = BinaryWriter()
    writer.put(className, inner.migrations.map { Int($0) })
    writer.append(inner.bytes)
    return writer.bytes
  }
}

extension ProjectStore {
  /// What the project was like when all was done; nil where nobody knows, or not for certain.
  package func settled() -> SettledProject? {
    guard let schema = rows.find(.schemas, projectFingerprint, settledKey("schema:")),
      let template = rows.find(.templates, projectFingerprint, settledKey("template:"))
    else { return nil }
    var reader = BinaryReader(schema)
    var outputs = BinaryReader(template)
    guard var found = try? SettledProject(from: &reader), reader.isAtEnd,
      let written = try? SettledOutputs(from: &outputs), outputs.isAtEnd
    else { return nil }
    found.outputs = written
    return found
  }

  /// Keeps what the project is like, with the definitions that changed; all rows or none.
  ///
  /// - Parameter gone: names of definitions that are no more, or are called otherwise.
  /// - Parameter isAll: whether nothing that was kept before counts any more.
  func keep(
    _ settled: SettledProject,
    changed: [KeptDefinition],
    gone: Set<String>,
    isAll: Bool
  ) {
    var gone = gone
    if isAll {
      rows.scan(.schemas, projectFingerprint) { key, _ in
        gone.insert(String(decoding: key, as: UTF8.self))
      }
    }
    gone.remove("schema:")
    var writer = BinaryWriter()
    writer.put(settled)
    var written = BinaryWriter()
    written.put(settled.outputs)
    var found = [
      RowStore.Row(
        .schemas,
        projectFingerprint,
        key: settledKey("schema:"),
        value: writer.bytes
      ),
      RowStore.Row(
        .templates,
        projectFingerprint,
        key: settledKey("template:"),
        value: written.bytes
      ),
    ]
    let present = Set(changed.map(\.name))
    for name in gone.subtracting(present).sorted() {
      found.append(RowStore.Row(.schemas, projectFingerprint, key: settledKey(name), value: nil))
    }
    for definition in changed {
      found.append(
        RowStore.Row(
          .schemas,
          projectFingerprint,
          key: settledKey(definition.name),
          value: definition.bytes
        )
      )
    }
    rows.store(found)
  }

  /// All definitions, where all of them are there.
  func definitions(_ count: Int) -> [KeptDefinition]? {
    var found: [KeptDefinition] = []
    let whole = settledKey("schema:")
    rows.scan(.schemas, projectFingerprint) { key, value in
      if key != whole, let definition = KeptDefinition(value) { found.append(definition) }
    }
    return found.count == count ? found : nil
  }

  private func settledKey(_ name: String) -> [UInt8] { Array(name.utf8) }
}

extension KeptDefinition {
  fileprivate init?(_ bytes: [UInt8]) {
    var reader = BinaryReader(bytes)
    do throws(MalformedBytes) {
      className = try reader.read()
      let migrations: [Int] = try reader.read()
      reader.migrations = migrations.map { UInt32(truncatingIfNeeded: $0) }
      object = try reader.read()
    } catch {
      return nil
    }
    if !reader.isAtEnd { return nil }
  }
}

extension SchemaObject {
  /// Keeps kinds apart that may share a name; tables and views have none.
  fileprivate var kindPrefix: String {
    switch self {
    case .table, .view: ""
    case .enumType: "enum "
    case .domain: "domain "
    case .opaqueType: "type "
    case .sequence: "sequence "
    case .routine: "routine "
    }
  }
}
