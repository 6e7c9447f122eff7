import Linux
import PHPParsing
import Projects
import Rendering
import SourceText

/// Members of user classes that hide generated ones.
///
/// A property of a user class replaces the one of its base class whole, and a declared property
/// with the name of a column hides the attribute from Eloquent. A method of the same name is
/// worth a note only: that is how one changes a relation.
func shadowFindings(_ files: [RenderedFile], in root: ProjectRoot) -> [Finding] {
  var bases: [String: RenderedFile] = [:]
  for file in files where file.kind == .regenerated { bases[file.path] = file }
  var findings: [Finding] = []
  for file in files where file.kind == .createdOnce {
    guard let base = file.companion.flatMap({ bases[$0] }), let source = try? root.read(file.path)
    else { continue }
    findings += shadowed(by: source, base)
  }
  return findings
}

private func shadowed(by source: SourceFile, _ base: RenderedFile) -> [Finding] {
  let generated = SourceFile(path: base.path, bytes: base.bytes, digest: digest(of: base.bytes))
  guard let user = parsePHP(source).value.classes.first,
    let parent = parsePHP(generated).value.classes.first
  else { return [] }
  let attributes = attributeNames(String(decoding: base.bytes, as: UTF8.self))
  let text = String(decoding: source.bytes, as: UTF8.self)
  var findings: [Finding] = []
  for property in user.properties {
    let place = "\(source.path):\(lineNumber(of: "$" + property.name, in: text))"
    if attributes.contains(property.name) {
      findings.append(
        Finding(
          .warning,
          "\(place): the property $\(property.name) hides the column of that name",
          hint: "remove it; Eloquent reads and writes the column without it"
        )
      )
    } else if parent.property(property.name) != nil {
      findings.append(
        Finding(
          .warning,
          "\(place): $\(property.name) replaces the generated one, which then is not kept in step",
          hint: property.name == "casts"
            ? "write a method casts(): its entries are merged with the generated ones"
            : "remove it, or add to it in the constructor, for example with merge\(capitalised(property.name))()"
        )
      )
    }
  }
  for method in user.methods where parent.method(method.name.lower) != nil {
    findings.append(
      Finding(
        .note,
        "\(source.path):\(lineNumber(of: "function " + method.name.text, in: text)): "
          + "\(method.name.text)() is used instead of the generated one"
      )
    )
  }
  return findings
}

/// The names behind `@property` in the comment of a base class.
private func attributeNames(_ text: String) -> Set<String> {
  var names: Set<String> = []
  for line in text.split(separator: "\n") {
    if line.contains("abstract class ") { break }
    guard line.contains("@property "), let dollar = line.firstIndex(of: "$") else { continue }
    names.insert(String(line[line.index(after: dollar)...].prefix { $0 != " " }))
  }
  return names
}

private func lineNumber(of needle: String, in text: String) -> Int {
  guard let range = text.firstRange(of: needle) else { return 1 }
  return text[..<range.lowerBound].count { $0.isNewline } + 1
}

private func capitalised(_ name: String) -> String {
  name.prefix(1).uppercased() + name.dropFirst()
}
