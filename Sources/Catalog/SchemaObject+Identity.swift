extension SchemaObject {
  package var id: ObjectID {
    switch self {
    case .table(let object): object.id
    case .view(let object): object.id
    case .enumType(let object): object.id
    case .domain(let object): object.id
    case .opaqueType(let object): object.id
    case .sequence(let object): object.id
    case .routine(let object): object.id
    }
  }

  package var name: QualifiedName {
    get {
      switch self {
      case .table(let object): object.name
      case .view(let object): object.name
      case .enumType(let object): object.name
      case .domain(let object): object.name
      case .opaqueType(let object): object.name
      case .sequence(let object): object.name
      case .routine(let object): object.name
      }
    }
    set {
      switch self {
      case .table(var object):
        object.name = newValue
        self = .table(object)
      case .view(var object):
        object.name = newValue
        self = .view(object)
      case .enumType(var object):
        object.name = newValue
        self = .enumType(object)
      case .domain(var object):
        object.name = newValue
        self = .domain(object)
      case .opaqueType(var object):
        object.name = newValue
        self = .opaqueType(object)
      case .sequence(var object):
        object.name = newValue
        self = .sequence(object)
      case .routine(var object):
        object.name = newValue
        self = .routine(object)
      }
    }
  }
}
