import Glibc

/// A case of a test: sections that begin with `=== NAME`, in one text file.
struct CaseFile: CustomStringConvertible, Sendable {
  let name: String
  let path: String
  var sections: [(title: String, text: String)]

  var description: String { name }

  subscript(title: String) -> String? { sections.first { $0.title == title }?.text }

  /// The cases of a folder beside the tests, sorted by name.
  static func all(in folder: String, ext: String = ".case") -> [CaseFile] {
    let root = testFolder + "/Cases/" + folder
    return fileNames(in: root).filter { $0.hasSuffix(ext) }.map { name in
      CaseFile(name: name, path: root + "/" + name, text: readText(root + "/" + name))
    }
  }

  /// Writes the sections back, as they are now.
  func write() {
    guard let file = fopen(path, "w") else { return }
    defer { fclose(file) }
    for section in sections {
      let bytes = Array(("=== " + section.title + "\n" + section.text).utf8)
      fwrite(bytes, 1, bytes.count, file)
    }
  }

  private init(name: String, path: String, text: String) {
    self.name = name
    self.path = path
    sections = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("=== ") {
        sections.append((String(line.dropFirst(4)), ""))
      } else if !sections.isEmpty {
        sections[sections.count - 1].text += line + "\n"
      }
    }
  }
}

/// The folder this file stands in.
let testFolder: String = {
  let file = #filePath
  return String(file[..<(file.lastIndex(of: "/") ?? file.endIndex)])
}()

func fileNames(in folder: String) -> [String] {
  guard let directory = opendir(folder) else { return [] }
  defer { closedir(directory) }
  var names: [String] = []
  while let entry = readdir(directory) {
    let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
      pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
    }
    if !name.hasPrefix(".") { names.append(name) }
  }
  return names.sorted()
}

func readText(_ path: String) -> String {
  String(decoding: readBytes(path), as: UTF8.self)
}

func readBytes(_ path: String) -> [UInt8] {
  guard let file = fopen(path, "r") else { return [] }
  defer { fclose(file) }
  var bytes: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: 65536)
  while true {
    let count = fread(&buffer, 1, buffer.count, file)
    if count == 0 { break }
    bytes += buffer[..<count]
  }
  return bytes
}
