import Cache
import Foundation

/// A folder for a cache.
struct CachePlace {
  let folder = FileManager.default.temporaryDirectory.path + "/cache-" + UUID().uuidString

  init() throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  func open() throws -> SchemaCache { try SchemaCache(folder: folder, clock: { 0 }) }

  var file: String { folder + "/schema-v1.sqlite" }

  func names() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: folder) }

  func size(_ suffix: String) throws -> Int {
    try FileManager.default.attributesOfItem(atPath: file + suffix)[.size] as? Int ?? 0
  }

  func remove() { try? FileManager.default.removeItem(atPath: folder) }
}
