/// `SplFileInfo` of a file of the project.
final class FileObject: PHPNative {
  private let folder: String
  private let name: String
  var className: String { "Symfony\\Component\\Finder\\SplFileInfo" }

  init(folder: String, name: String) {
    self.folder = folder
    self.name = name
  }

  func call(_ call: PHPNativeCall) throws(PHPThrow) -> PHPValue? {
    switch call.method {
    case "getpathname", "__tostring": return .string(folder + "/" + name)
    case "getrealpath": return projectPath(folder).map { .string(projectRoot + $0 + "/" + name) }
    case "getpath": return .string(folder)
    case "getfilename", "getrelativepathname": return .string(name)
    case "getbasename":
      let ending = call.arguments.first?.value.text ?? ""
      let isCut = !ending.isEmpty && name.hasSuffix(ending) && name != ending
      return .string(isCut ? String(name.dropLast(ending.count)) : name)
    case "getfilenamewithoutextension":
      return .string(name.lastIndex(of: ".").map { String(name[..<$0]) } ?? name)
    case "getextension":
      return .string(name.lastIndex(of: ".").map { String(name[name.index(after: $0)...]) } ?? "")
    case "isfile", "isreadable": return .bool(true)
    case "isdir", "islink": return .bool(false)
    case "getcontents": return call.evaluator.readFile(.string(folder + "/" + name))
    default: return nil
    }
  }
}

/// `new Filesystem`, which answers as the facade `File` does.
final class FilesystemObject: PHPNative {
  var className: String { "Illuminate\\Filesystem\\Filesystem" }

  func call(_ call: PHPNativeCall) throws(PHPThrow) -> PHPValue? {
    try call.evaluator.callFile(PHPName(call.method), call.arguments)
  }
}
