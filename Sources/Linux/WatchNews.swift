/// What was named since the last `drain()`: where to look again, not what happened there.
///
/// Order and kind of events are forgotten on purpose. Whoever drains stats what is named and
/// compares it with what is known, so a rename, a coalesced event and an event that came late
/// need no code of their own.
package struct WatchNews: Sendable, Equatable {
  /// The names of entries by the watched folder they are in, which is named as `watch` was told.
  package var entries: [String: Set<String>] = [:]
  /// Watched folders that were deleted, moved away or unmounted; they are watched no longer.
  package var gone: Set<String> = []
  /// Paths of folders that came to be in a watched folder, whole: watch them, then list them.
  package var appearedFolders: Set<String> = []
  /// Events were lost: everything has to be listed again.
  package var hasOverflowed = false

  package init() {}

  package var isEmpty: Bool {
    entries.isEmpty && gone.isEmpty && appearedFolders.isEmpty && !hasOverflowed
  }
}
