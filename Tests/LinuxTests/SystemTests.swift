import Foundation
import Glibc
import Linux
import Testing

@Suite("What the system tells")
struct SystemTests {
  @Test("A stamp tells what changed") func stamps() throws {
    let folder = try TestFolder()
    try folder.write("abc", to: "f")
    let first = try #require(try fileStamp(folder.path + "/f"))
    #expect(first.size == 3 && first.isFile)
    #expect(abs(first.modified - WallClock.now()) < 60_000_000_000)
    chmod(folder.path + "/f", 0o600)
    let second = try #require(try fileStamp(folder.path + "/f"))
    #expect(second != first && second.inode == first.inode)
    #expect(try fileStamp(folder.path + "/none") == nil)
    #expect(try fileStamp(folder.path + "/f/below") == nil)
  }

  @Test("Stamps beneath a root are the same as by the whole path") func stampsBeneath() throws {
    let folder = try TestFolder()
    _ = try folder.make("a/b")
    for name in ["top", "a/one", "a/b/two"] { try folder.write(name, to: name) }
    symlink("a/b", folder.path + "/way")
    symlink("a/one", folder.path + "/link")
    symlink("nowhere", folder.path + "/lost")
    let stamps = FolderStamps(folder.path)
    for name in [
      "top", "a/one", "a/b/two", "a/b/none", "a/one", "way/two", "link", "lost", "none/x", "top/x",
      "a", "a/b", folder.path + "/top", "/",
    ] {
      let full = name.hasPrefix("/") ? name : folder.path + "/" + name
      #expect(try stamps.stamp(of: name) == fileStamp(full), "\(name)")
    }
  }

  @Test("A listing has every entry, and what links lead to") func listing() throws {
    let folder = try TestFolder()
    try folder.write("abc", to: "b")
    _ = try folder.make("a")
    symlink("b", folder.path + "/c")
    symlink("nowhere", folder.path + "/d")
    let entries = try listStamps(folder.path).entries
    #expect(entries.map(\.name) == ["a", "b", "c", "d"])
    #expect(entries.map(\.isLink) == [false, false, true, true])
    #expect(entries[0].stamp.isFolder)
    #expect(entries[2].stamp == entries[1].stamp)
    #expect(entries[3].stamp.isLink)
    #expect(throws: FileSystemError(.notFound, "list", folder.path + "/none")) {
      try listStamps(folder.path + "/none")
    }
  }

  @Test("Version control's locks are seen with their age, in a worktree too") func locks() throws {
    let folder = try TestFolder()
    _ = try folder.make("project")
    let root = folder.path + "/project"
    #expect(VersionControlLocks(root).age == nil)
    _ = try folder.make("project/.git")
    #expect(VersionControlLocks(root).age == nil)
    try folder.write("", to: "project/.git/index.lock")
    #expect(try #require(VersionControlLocks(root).age) < .seconds(5))
    var times = [timeval(tv_sec: time(nil) - 60, tv_usec: 0)]
    times.append(times[0])
    utimes(root + "/.git/index.lock", times)
    #expect(try #require(VersionControlLocks(root).age) > .seconds(50))
    _ = try folder.make("other")
    _ = try folder.make("place")
    try folder.write("gitdir: ../place\n", to: "other/.git")
    #expect(VersionControlLocks(folder.path + "/other").age == nil)
    try folder.write("", to: "place/index.lock")
    #expect(VersionControlLocks(folder.path + "/other").age != nil)
  }

  @Test("A limit names itself, its value and what to do") func limits() {
    let limit = KernelLimit.current("fs.inotify.max_user_watches")
    #expect((limit.value ?? 0) > 0)
    #expect(
      KernelLimit(name: "fs.inotify.max_user_watches", value: 8192).advice
        == "the kernel's limit fs.inotify.max_user_watches (now 8192) is reached; raise it with "
        + "\"sysctl fs.inotify.max_user_watches=32768\" and a line in /etc/sysctl.d"
    )
  }

  @Test("Ordinary file systems tell of changes; /proc is not said to be blind") func blindness() {
    #expect(blindFileSystem(NSTemporaryDirectory()) == nil)
    #expect(blindFileSystem("/proc") == nil)
    #expect(blindFileSystem("/none") == nil)
  }

  @Test("Clocks go on") func clocks() {
    let before = MonotonicClock.now()
    usleep(1000)
    #expect(MonotonicClock.now() - before >= 1_000_000)
    trimMemory()
  }
}
