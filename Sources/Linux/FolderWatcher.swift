import CLinux
import Glibc
import Synchronization

/// One inotify instance with a thread of its own, for all folders of all projects.
///
/// Instances are the scarce thing (128 for each user), so there is one. Events are a doorbell:
/// the thread only notes names and rings once, and memory is bounded by the names there are.
/// Folders are watched, never files, since editors replace files. `IN_MODIFY` and `IN_ATTRIB` are
/// left out, which makes the kernel's queue last a third longer; a write ends with
/// `IN_CLOSE_WRITE`, and what never closes or only changes its mode is found by the audit.
package final class FolderWatcher: Sendable {
  private let core: WatcherCore
  private let thread: pthread_t

  /// `onRing` is called on the reader's thread, and not again before the next `drain()`.
  ///
  /// `probeFolder` is where the liveness cookie lives; it is made where it is missing. Without
  /// one it is a folder of its own among the temporary files.
  package init(
    probeFolder: String? = nil,
    onRing: @escaping @Sendable () -> Void
  ) throws(FileSystemError) {
    core = try WatcherCore(probeFolder: probeFolder, onRing: onRing)
    var started = pthread_t()
    let argument = Unmanaged.passRetained(core)
    let result = pthread_create(
      &started,
      nil,
      { pointer in
        if let pointer {
          Unmanaged<WatcherCore>.fromOpaque(pointer).takeRetainedValue().readUntilStopped()
        }
        return nil
      },
      argument.toOpaque()
    )
    guard result == 0 else {
      argument.release()
      throw FileSystemError(errno: result, "start the watcher of", "folders")
    }
    thread = started
  }

  deinit { stop() }

  /// Watches a folder, given by its absolute path; again is the same as once.
  ///
  /// A link is followed. Watch a folder *before* listing it: what happens in between is then in
  /// the listing or in the news. Where the path has come to lead elsewhere, the watch moves.
  package func watch(_ folder: String) throws(FileSystemError) { try core.watch(folder) }

  package func unwatch(_ folder: String) { core.unwatch(folder) }

  /// All that is watched now, sorted.
  package var watched: [String] { core.watched }

  /// What was named since the last call.
  package func drain() -> WatchNews { core.drain() }

  /// The folders whose watch is no longer on what their path leads to, armed again where
  /// something is there.
  ///
  /// Nothing tells of a file system that is mounted over a folder, nor of a watch that the kernel
  /// dropped while the queue was full.
  package func audit() -> [String] { core.audit() }

  /// Whether an event of now arrives within the time: the whole way from the kernel through the
  /// thread.
  ///
  /// The queue is one for all folders and in order, so what happened before the call has been
  /// noted when it returns true.
  package func probe(timeout: Duration = .seconds(2)) -> Bool { core.probe(timeout: timeout) }

  /// The same with a cookie in a watched folder, which tells whether its file system tells
  /// of changes at all; nil where no file can be made there.
  package func probe(in folder: String, timeout: Duration = .seconds(1)) -> Bool? {
    core.probe(in: folder, timeout: timeout)
  }

  /// Ends the thread and lets go of all watches; nothing rings after it has returned.
  package func stop() {
    guard core.beginStop() else { return }
    if pthread_equal(thread, pthread_self()) == 0 {
      pthread_join(thread, nil)
    } else {
      pthread_detach(thread)
    }
    core.finishStop()
  }
}
