import Foundation
import Linux
import Projects
import Rendering
import SourceText
import Testing

/// A generated file with a mark that fits its text.
private func generated(_ path: String, _ text: String) -> RenderedFile {
  let head = "// hash: "
  let hash = hexadecimalDigest(Array((head + "\n" + text).utf8))
  return RenderedFile(
    path: path,
    bytes: Array((head + hash + "\n" + text).utf8),
    kind: .regenerated
  )
}

private func stub(_ path: String, _ text: String = "stub") -> RenderedFile {
  RenderedFile(path: path, bytes: Array(text.utf8), kind: .createdOnce)
}

@discardableResult
private func write(_ files: [RenderedFile], _ folder: ScratchFolder) throws -> FilePlan {
  let root = try ProjectRoot(folder.path)
  let plan = try planFiles(files, in: root)
  let report = writeFiles(plan, in: root)
  #expect(report.failures == [])
  return plan
}

@Test("Equal text is not written again")
func unchanged() throws {
  let folder = try ScratchFolder()
  try write([generated("a/B.php", "one")], folder)
  let before = try folder.modified("a/B.php")
  let plan = try write([generated("a/B.php", "one")], folder)
  #expect(plan.changes.isEmpty)
  #expect(try folder.modified("a/B.php") == before)
}

@Test("A file of ours is replaced; one that somebody edited is not, and says so")
func edited() throws {
  let folder = try ScratchFolder()
  try write([generated("A.php", "one"), generated("B.php", "one")], folder)
  let edited = (folder.text("B.php") ?? "") + "// mine"
  try folder.write(edited, to: "B.php")
  let plan = try write([generated("A.php", "two"), generated("B.php", "two")], folder)
  #expect(folder.text("A.php")?.hasSuffix("two") == true)
  #expect(folder.text("B.php") == edited)
  #expect(plan.conflicts.map(\.path) == ["B.php"])
}

@Test("A file that was never ours is not touched, even without any memory of what we wrote")
func foreign() throws {
  let folder = try ScratchFolder()
  try folder.write("theirs", to: "A.php")
  let plan = try write([generated("A.php", "two")], folder)
  #expect(folder.text("A.php") == "theirs")
  #expect(plan.conflicts.map(\.path) == ["A.php"])
  let next = try write([], folder)
  #expect(next.changes.isEmpty)
  #expect(folder.text("A.php") == "theirs")
}

@Test("A lost lock file costs no ownership of files that carry the mark")
func lostLock() throws {
  let folder = try ScratchFolder()
  try write([generated("A.php", "one")], folder)
  try FileManager.default.removeItem(atPath: folder.path + "/modelgend.lock")
  try write([generated("A.php", "two")], folder)
  #expect(folder.text("A.php")?.hasSuffix("two") == true)
}

@Test("Files of a dropped table go while they are as we wrote them")
func dropped() throws {
  let folder = try ScratchFolder()
  try write([generated("m/Base/A.php", "one"), stub("m/A.php")], folder)
  try write([], folder)
  #expect(folder.text("m/Base/A.php") == nil)
  #expect(folder.text("m/A.php") == nil)
}

@Test("A user class that was worked on stays with its base when the table goes")
func kept() throws {
  let folder = try ScratchFolder()
  try write([generated("m/Base/A.php", "one"), stub("m/A.php")], folder)
  try folder.write("stub and my methods", to: "m/A.php")
  let plan = try write([], folder)
  #expect(folder.text("m/A.php") == "stub and my methods")
  #expect(folder.text("m/Base/A.php") != nil)
  #expect(plan.conflicts.map(\.path) == ["m/A.php"])
}

@Test("A user class is written once")
func once() throws {
  let folder = try ScratchFolder()
  try write([stub("m/A.php")], folder)
  try folder.write("mine", to: "m/A.php")
  try write([stub("m/A.php", "another stub")], folder)
  #expect(folder.text("m/A.php") == "mine")
}

@Test("A file that lost its bytes with the power is written again")
func emptyFiles() throws {
  let folder = try ScratchFolder()
  let files = [generated("m/Base/A.php", "one"), stub("m/A.php")]
  try write(files, folder)
  for file in files { try folder.write("", to: file.path) }
  try FileManager.default.removeItem(atPath: folder.path + "/" + LockFile.name)
  try write(files, folder)
  for file in files {
    #expect(folder.text(file.path) == String(decoding: file.bytes, as: UTF8.self))
  }
}

@Test("Many files at once are all there, in folders old and new")
func manyFiles() throws {
  let folder = try ScratchFolder()
  let files = (0..<60).map { stub("app/\(["A", "B/C"][$0 % 2])/Class\($0).php", "stub \($0)") }
  #expect(try write(files, folder).changes.count == 60)
  for file in files {
    #expect(folder.text(file.path) == String(decoding: file.bytes, as: UTF8.self))
  }
}

@Test("A link that leads out of the project is not written through")
func outside() throws {
  let folder = try ScratchFolder()
  let other = try ScratchFolder()
  try FileManager.default.createSymbolicLink(
    atPath: folder.path + "/models",
    withDestinationPath: other.path
  )
  let root = try ProjectRoot(folder.path)
  let report = writeFiles(try planFiles([generated("models/A.php", "x")], in: root), in: root)
  #expect(report.failures.map(\.code) == [.outsideRoot])
  #expect(other.text("A.php") == nil)
}

@Test("No temporary file is left, and the mode of a replaced file stays")
func temporary() throws {
  let folder = try ScratchFolder()
  try write([generated("A.php", "one")], folder)
  try FileManager.default.setAttributes(
    [.posixPermissions: 0o600],
    ofItemAtPath: folder.path + "/A.php"
  )
  try write([generated("A.php", "two")], folder)
  let attributes = try FileManager.default.attributesOfItem(atPath: folder.path + "/A.php")
  #expect(attributes[.posixPermissions] as? Int == 0o600)
  #expect(
    try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == [
      "A.php", "modelgend.lock",
    ]
  )
}

@Test("A lock is held by one at a time")
func lock() throws {
  let folder = try ScratchFolder()
  let first = try FileLock(folder.path + "/l")
  #expect(first != nil)
  #expect(try FileLock(folder.path + "/l") == nil)
  first?.release()
  let second = try FileLock(folder.path + "/l")
  #expect(second != nil)
  second?.release()
}

@Test("Reading stays inside the root and the listed paths")
func reading() throws {
  let folder = try ScratchFolder()
  let other = try ScratchFolder()
  try other.write("secret", to: "x.sql")
  try FileManager.default.createSymbolicLink(
    atPath: folder.path + "/x.sql",
    withDestinationPath: other.path + "/x.sql"
  )
  #expect(throws: FileSystemError.self) { try ProjectRoot(folder.path).read("x.sql") }
  #expect(throws: FileSystemError.self) { try ProjectRoot(folder.path).read("../x.sql") }
  let allowed = try ProjectRoot(folder.path, allowedPaths: [other.path])
  #expect(try allowed.read("x.sql").bytes == Array("secret".utf8))
}
