/// Constants of PHP and the framework that migrations use.
extension Evaluator {
  func constant(_ name: PHPName, _ frame: Frame) throws(PHPThrow) -> PHPValue {
    let short = name.short
    switch short {
    case "PHP_EOL": return .string("\n")
    case "PHP_INT_MAX": return .int(Int.max)
    case "PHP_INT_MIN": return .int(Int.min)
    case "PHP_INT_SIZE": return .int(8)
    case "DIRECTORY_SEPARATOR": return .string("/")
    case "PHP_VERSION": return .string("8.3.0")
    case "PHP_VERSION_ID": return .int(80300)
    case "PHP_MAJOR_VERSION": return .int(8)
    case "E_ALL": return .int(32767)
    case "SORT_REGULAR", "STR_PAD_LEFT": return .int(0)
    case "SORT_NUMERIC", "STR_PAD_RIGHT": return .int(1)
    case "SORT_STRING", "STR_PAD_BOTH": return .int(2)
    case "JSON_THROW_ON_ERROR": return .int(4_194_304)
    case "JSON_UNESCAPED_UNICODE": return .int(256)
    case "JSON_UNESCAPED_SLASHES": return .int(64)
    case "JSON_PRETTY_PRINT": return .int(128)
    case "ARRAY_FILTER_USE_KEY": return .int(2)
    case "ARRAY_FILTER_USE_BOTH": return .int(1)
    default: return .unknown("the constant " + short)
    }
  }

  /// A constant of a class of the framework; nil where it is not known.
  func knownConstant(_ className: String, _ name: String) -> PHPValue? {
    switch (className, name) {
    case ("illuminate\\database\\eloquent\\model", "CREATED_AT"),
      ("illuminate\\foundation\\auth\\user", "CREATED_AT"):
      .string("created_at")
    case ("illuminate\\database\\eloquent\\model", "UPDATED_AT"),
      ("illuminate\\foundation\\auth\\user", "UPDATED_AT"):
      .string("updated_at")
    case ("illuminate\\database\\schema\\builder", "$defaultStringLength"): .int(255)
    default: nil
    }
  }

  /// An object of a class of PHP or the framework that is written here; nil for other classes.
  func makeNative(
    _ name: PHPName,
    _ arguments: [PHPArgument]
  ) throws(PHPThrow) -> PHPValue? {
    try countObject()
    switch name.lower {
    case "illuminate\\database\\query\\expression":
      return .object(PHPObject(ExpressionObject(arguments.value(0, "value") ?? .null)))
    case "illuminate\\support\\collection", "illuminate\\database\\eloquent\\collection":
      let items = arguments.value(0, "items") ?? .null
      return iterated(items).map { CollectionObject.value($0) } ?? items
    case "illuminate\\support\\stringable": return stringable(arguments.first?.value ?? .null)
    case "reflectionclass", "reflectionobject":
      switch arguments.first?.value {
      case .object(let object)?:
        return object.runtimeClass.map { .object(PHPObject(ReflectionObject($0))) }
      case let value?:
        guard let text = value.text, let found = runtimeClass(PHPName(text)) else { return nil }
        return .object(PHPObject(ReflectionObject(found)))
      case nil: return nil
      }
    case "illuminate\\filesystem\\filesystem": return .object(PHPObject(FilesystemObject()))
    case "stdclass": return .object(PHPObject(className: "stdClass"))
    case "illuminate\\database\\schema\\blueprint":
      guard let table = arguments.value(0, "table")?.text else { return nil }
      return .object(
        PHPObject(
          context.makeBlueprint(
            table,
            isCreating: false,
            connection: connection,
            at: here,
            self
          )
        )
      )
    default: break
    }
    guard isExceptionRoot(name) else { return nil }
    return .object(
      PHPObject(
        ExceptionObject(
          className: name.text,
          message: arguments.value(0, "message")?.text ?? "",
          code: arguments.value(1, "code") ?? .int(0),
          previous: arguments.value(2, "previous") ?? .null
        )
      )
    )
  }
}
