import Foundation
import PHPParsing
import Testing

/// Every method that is read has a case that a real framework ran.
@Suite("Every method of the framework that is read has a case")
struct MethodCoverageTests {
  /// The methods that the cases call, in lower case.
  private static let called: Set<String> = {
    let tests = CaseFolder.root.deletingLastPathComponent().deletingLastPathComponent()
    // What this machine's databases lack, PostGIS and vectors, has cases without a record.
    return calledNames(below: CaseFolder.root.appending(path: "laravel"))
      .union(calledNames(below: CaseFolder.root.appending(path: "diagnostics")))
      .union(calledNames(below: tests.appending(path: "PHPParsingTests/Cases/Blueprint")))
  }()

  @Test("Blueprint's, its columns', indexes' and foreign keys'")
  func blueprint() {
    #expect(BlueprintMethod.all.count > 180)
    #expect(missing(BlueprintMethod.all.map(\.name)) == [])
  }

  @Test("The schema builder's")
  func schema() { #expect(missing(SchemaMethod.allCases.map(\.rawValue)) == []) }

  @Test("A connection's")
  func connection() { #expect(missing(ConnectionMethod.allCases.map(\.rawValue)) == []) }

  @Test("What a major brought is called where that major runs, what it took away is not")
  func majors() {
    // A modifier is there in every major, and does nothing in those that do not know it.
    let kinds: Set<BlueprintMethod.Kind> = [.modifier, .indexModifier, .foreignKey]
    let modifiers = Set(BlueprintMethod.all.filter { kinds.contains($0.kind) }.map(\.name))
    let methods = BlueprintMethod.all.filter { !modifiers.contains($0.name) }
    for folder in CaseFolder.all(.laravel) {
      let names = Self.calledNames(below: folder.url)
      let least = folder.majors.min() ?? 8
      let greatest = folder.majors.max() ?? 8
      for method in methods where names.contains(method.name.lowercased()) {
        let isThere = method.majors.contains(least) && method.majors.contains(greatest)
        #expect(isThere, "\(method.name) in \(folder.name)")
      }
    }
  }

  private func missing(_ names: [String]) -> [String] {
    names.filter { !Self.called.contains($0.lowercased()) }
  }

  private static func calledNames(below folder: URL) -> Set<String> {
    var names: Set<String> = []
    let files = FileManager.default.enumerator(atPath: folder.path)?.allObjects ?? []
    for case let path as String in files where path.hasSuffix(".php") || path.hasSuffix(".case") {
      let text = try? String(contentsOf: folder.appending(path: path), encoding: .utf8)
      for match in (text ?? "").matches(of: /(?:->|::)(\w+)\(/) {
        names.insert(match.1.lowercased())
      }
    }
    return names
  }
}
