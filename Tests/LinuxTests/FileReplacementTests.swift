import CLinux
import Foundation
import Glibc
import Linux
import Synchronization
import Testing

@Suite("replaceFile beneath a root")
struct FileReplacementTests {
  let folder: TestFolder
  let root: String

  init() throws {
    folder = try TestFolder()
    root = try folder.make("root")
  }

  private func put(
    _ text: String,
    _ path: String,
    isNew: Bool = true,
    ifStill: String? = nil
  ) throws(FileSystemError) {
    try replaceFile(
      path,
      beneath: root,
      with: Array(text.utf8),
      isNew: isNew,
      isDurable: true,
      ifStill: ifStill.map { FileAsRead(Array($0.utf8)) }
    )
  }

  private func code(_ body: () throws(FileSystemError) -> Void) -> FileSystemError.Code? {
    do throws(FileSystemError) {
      try body()
      return nil
    } catch { return error.code }
  }

  @Test("A new file and its folders appear whole, with the modes of the folder around")
  func creating() throws {
    chmod(root, 0o2775)
    try put("hello", "a/b/c.php")
    #expect(folder.text("root/a/b/c.php") == "hello")
    let made = try #require(try fileStamp(root + "/a/b"))
    let file = try #require(try fileStamp(root + "/a/b/c.php"))
    #expect(made.mode & 0o7777 == 0o2775)
    #expect(file.mode & 0o7777 == 0o664)
    #expect(try listStamps(root + "/a/b").entries.map(\.name) == ["c.php"])
  }

  @Test("No umask makes a new file unreadable for those who read its folder") func umasks() throws {
    let child = try folder.make("root/open")
    chmod(child, 0o755)
    let old = umask(0o077)
    defer { umask(old) }
    try put("x", "open/new/f.php")
    #expect(try fileStamp(root + "/open/new")?.mode == 0o040755)
    #expect(try fileStamp(root + "/open/new/f.php")?.mode == 0o100644)
  }

  @Test("A closed folder closes what is new in it; others never write") func closedFolders() throws
  {
    chmod(try folder.make("root/closed"), 0o750)
    chmod(try folder.make("root/wide"), 0o777)
    try put("x", "closed/f")
    try put("x", "wide/f")
    #expect(try fileStamp(root + "/closed/f")?.mode == 0o100640)
    #expect(try fileStamp(root + "/wide/f")?.mode == 0o100664)
  }

  @Test("Owner, group and mode of the folder go to what is new, those of the file stay")
  func owners() throws {
    try #require(geteuid() == 0, "only root gives files away")
    chown(root, 1234, 2345)
    try put("x", "f")
    let new = try #require(try fileStamp(root + "/f"))
    #expect((new.user, new.group) == (1234, 2345))
    chown(root + "/f", 1111, 2222)
    chmod(root + "/f", 0o604)
    try put("y", "f", isNew: false)
    let replaced = try #require(try fileStamp(root + "/f"))
    #expect((replaced.user, replaced.group, replaced.mode & 0o7777) == (1111, 2222, 0o604))
    #expect(folder.text("root/f") == "y")
  }

  @Test("What somebody put there meanwhile stays") func taken() throws {
    try folder.write("theirs", to: "root/f")
    #expect(code { () throws(FileSystemError) in try put("ours", "f") } == .exists)
    #expect(folder.text("root/f") == "theirs")
    #expect(
      code { () throws(FileSystemError) in try put("new", "f", isNew: false, ifStill: "old") }
        == .changedMeanwhile
    )
    #expect(folder.text("root/f") == "theirs")
    #expect(throws: FileSystemError(.changedMeanwhile, "remove", root + "/f")) {
      try removeFile("f", beneath: root, ifStill: FileAsRead(Array("old".utf8)))
    }
    try put("new", "f", isNew: false, ifStill: "theirs")
    #expect(folder.text("root/f") == "new")
    #expect(try listStamps(root).entries.map(\.name) == ["f"])
  }

  @Test("A file whose stamp is the one it had is as it was; another's bytes are compared")
  func stamps() throws {
    try put("theirs", "f")
    let stamp = try #require(try linkStamp(root + "/f"))
    let replace = { (bytes: String) throws(FileSystemError) in
      try replaceFile(
        "f",
        beneath: root,
        with: Array("new".utf8),
        isNew: false,
        isDurable: false,
        ifStill: FileAsRead(Array(bytes.utf8), stamp: stamp)
      )
    }
    chmod(root + "/f", 0o600)
    #expect(code { () throws(FileSystemError) in try replace("ours") } == .changedMeanwhile)
    #expect(folder.text("root/f") == "theirs")
    try replace("theirs")
    #expect(folder.text("root/f") == "new")
    #expect(code { () throws(FileSystemError) in try replace("theirs") } == .changedMeanwhile)
  }

  @Test("A folder that was removed meanwhile is made again") func removedFolder() throws {
    let recent = RecentFolders()
    let put = { (name: String) throws(FileSystemError) in
      try replaceFile(
        "a/b/" + name,
        beneath: root,
        with: [0x78],
        isNew: true,
        isDurable: false,
        in: recent
      )
    }
    try put("1")
    unlink(root + "/a/b/1")
    rmdir(root + "/a/b")
    try put("2")
    try put("3")
    #expect(try listStamps(root + "/a/b").entries.map(\.name) == ["2", "3"])
  }

  @Test("Links inside the root are used; the link stays") func insideLinks() throws {
    _ = try folder.make("root/real")
    try folder.write("old", to: "root/real/f")
    symlink("real", root + "/relative")
    symlink(root + "/real", root + "/absolute")
    symlink("real/f", root + "/link")
    try put("1", "relative/new")
    try put("2", "absolute/other")
    try put("3", "link", isNew: false)
    #expect(folder.text("root/real/new") == "1")
    #expect(folder.text("root/real/other") == "2")
    #expect(folder.text("root/real/f") == "3")
    #expect(try linkStamp(root + "/link")?.isLink == true)
  }

  @Test(
    "Nothing leads out of the root",
    arguments: ["../x", "a/../../x", "/x", "out/x", "out/new/x", "outfile", "./x", "", "a//x"]
  )
  func outside(path: String) throws {
    let outside = try folder.make("outside")
    try folder.write("kept", to: "outside/file")
    symlink(outside, root + "/out")
    symlink(outside + "/file", root + "/outfile")
    for isNew in [true, false] {
      let result = code { () throws(FileSystemError) in try put("evil", path, isNew: isNew) }
      let isRefused =
        result == .outsideRoot || (path == "outfile" && isNew && result == .exists)
        || (path == "out/new/x" && !isNew && result == .notFound)
      #expect(isRefused, "\(path): \(String(describing: result))")
    }
    #expect(try listStamps(outside).entries.map(\.name) == ["file"])
    #expect(folder.text("outside/file") == "kept")
    #expect(folder.text("x") == nil)
  }

  @Test("A link swapped in while files are written never leads outside") func linkRace() throws {
    let outside = try folder.make("outside")
    _ = try folder.make("root/target")
    symlink(outside, root + "/link")
    let state = RaceState()
    let top = root
    let swapper = Thread {
      while !state.isDone.load(ordering: .relaxed) {
        modelgend_exchange(top + "/target", top + "/link")
        usleep(20)
      }
      state.ended.signal()
    }
    swapper.start()
    var count = 0
    for number in 0..<2000 {
      let written: Void? = try? replaceFile(
        "target/f\(number % 7)",
        beneath: root,
        with: [0x78],
        isNew: number % 2 == 0,
        isDurable: false
      )
      if written != nil { count += 1 }
    }
    state.isDone.store(true, ordering: .relaxed)
    state.ended.wait()
    #expect(count > 0)
    #expect(try listStamps(outside).entries.isEmpty)
  }

  @Test("Readers see the old file or the new one") func wholeness() throws {
    let texts = ["a", "b"].map { String(repeating: $0, count: 50_000) }
    try put(texts[0], "f")
    let bad = Mutex(0)
    let path = root + "/f"
    let group = DispatchGroup()
    DispatchQueue.global().async(group: group) {
      for _ in 0..<2000 {
        let read = (try? readFile(path)).map { String(decoding: $0, as: UTF8.self) }
        if read != texts[0], read != texts[1] { bad.withLock { $0 += 1 } }
      }
    }
    for number in 0..<500 {
      try replaceFile(
        "f",
        beneath: root,
        with: Array(texts[number % 2].utf8),
        isNew: false,
        isDurable: false
      )
    }
    group.wait()
    #expect(bad.withLock { $0 } == 0)
  }

  @Test("Temporary files of processes that ended are removed, others stay") func abandoned() throws
  {
    // No process has the largest number there can be.
    for name in [".modelgend-4194304-1.tmp", ".modelgend-\(getppid())-1.tmp", ".modelgend-x.tmp"] {
      try folder.write("", to: "root/" + name)
    }
    removeAbandonedFiles(in: root)
    #expect(
      try listStamps(root).entries.map(\.name).sorted()
        == [".modelgend-\(getppid())-1.tmp", ".modelgend-x.tmp"].sorted()
    )
  }

  @Test("A folder in the place of a file is told") func folderThere() throws {
    _ = try folder.make("root/f")
    #expect(code { () throws(FileSystemError) in try put("x", "f", isNew: false) } == .notAFolder)
    #expect(code { () throws(FileSystemError) in try put("x", "f") } == .exists)
  }
}

private final class RaceState: Sendable {
  let isDone = Atomic(false)
  let ended = DispatchSemaphore(value: 0)
}
