import Catalog
package import Modeling

/// The Eloquent files of models that change: which model wants which, and who casts to an enum.
package struct LiveEloquent: Sendable {
  private let options: EloquentOptions
  private let hash: TextHash
  private var enums: [String: EnumUse] = [:]

  private struct EnumUse: Sendable {
    var type: EnumClass
    var models: Set<ObjectID>
  }

  package init(options: EloquentOptions, hash: @escaping TextHash) {
    self.options = options
    self.hash = hash
  }

  package mutating func update(_ changes: [ModelChange]) -> OutputChanges {
    var output = OutputChanges()
    var gone: Set<String> = []
    var touched: Set<String> = []
    for model in changes.compactMap(\.old) {
      gone.formUnion(eloquentPaths(of: model.className, options))
      for type in enumClasses(of: model) {
        touched.insert(type.name)
        enums[type.name]?.models.remove(model.table)
      }
    }
    for model in changes.compactMap(\.new) {
      for file in eloquentFiles(of: model, options, hash: hash) {
        gone.remove(file.path)
        output.wanted.append(file)
      }
      for type in enumClasses(of: model) {
        touched.insert(type.name)
        enums[type.name, default: EnumUse(type: type, models: [])].models.insert(model.table)
        enums[type.name]?.type = type
      }
    }
    for name in touched.sorted() {
      guard let use = enums[name], !use.models.isEmpty else {
        enums[name] = nil
        gone.insert(enumPath(of: name, options))
        continue
      }
      output.wanted.append(enumFile(of: use.type, options, hash: hash))
    }
    output.gone = gone.sorted()
    return output
  }

  private func enumClasses(of model: Model) -> [EnumClass] {
    options.writesEnums ? model.attributes.compactMap(\.enumClass) : []
  }
}
