import Foundation
import Modeling
import Rendering
import Testing

@Suite("Written models in the real framework")
struct LaravelTests {
  @Test(
    "Models for major 8 save, load and follow their relations",
    .enabled(
      if: PHPProcess.hasLaravel,
      "needs apt-get install php-cli php-sqlite3 php-laravel-framework"
    )
  )
  func blog() throws {
    var options = EloquentOptions()
    options.major = 8
    let files = renderEloquent(
      models(of: SampleSchemas.blog),
      options: options,
      hash: testHash
    )
    let folder = try ScratchFolder()
    for file in files { try folder.write(file.bytes, to: file.path) }
    let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    let script = tests.appending(path: "Laravel/blog.php")
    let (code, output) = try PHPProcess.run([script.path, folder.url.path])
    #expect(code == 0, "\(output)")
  }
}
