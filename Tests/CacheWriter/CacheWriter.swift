import Cache
import Catalog
import Glibc
import SourceText

/// Writes batches of twenty rows into the cache of a folder until it is killed, and prints the
/// number of each batch once it is stored; with `hold` it only keeps the cache.
@main
struct CacheWriter {
  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count > 2 else { exit(64) }
    let cache: SchemaCache
    do throws(CacheInUse) {
      cache = try SchemaCache(folder: arguments[2], clock: { Int64(time(nil)) })
    } catch {
      print("in use by \(error.pid ?? 0)")
      exit(75)
    }
    if arguments[1] == "hold" {
      say("holding")
      while true { pause() }
    }
    var number = Int(arguments[1]) ?? 0
    while true {
      number += 1
      cache.store((0..<20).map { row(number, $0) })
      say(String(number))
      if number % 7 == 0 { cache.idle() }
    }
  }

  static func row(_ batch: Int, _ place: Int) -> RowStore.Row {
    RowStore.Row(
      .traces,
      ContentDigest(1, 2, 3, 4),
      key: Array("\(batch)/\(place)".utf8),
      value: [UInt8](repeating: UInt8(truncatingIfNeeded: batch), count: 300 + place)
    )
  }

  private static func say(_ text: String) {
    let bytes = Array((text + "\n").utf8)
    _ = write(1, bytes, bytes.count)
  }
}
