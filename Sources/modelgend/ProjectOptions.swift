import ArgumentParser
import Catalog
import Engine
import Linux
import Projects

extension Dialect: ExpressibleByArgument {}
extension Convention: ExpressibleByArgument {}

/// The flags that say what a project is where no `modelgend.toml` does.
struct ProjectOptions: ParsableArguments {
  @Option(help: "The project's folder.")
  var root = "."

  @Option(
    name: .customLong("migrations"),
    help: "A folder, file or glob of migrations below the root; may be repeated."
  )
  var migrations: [String] = []

  @Option(help: "The database: postgres, mysql, mariadb or sqlite.")
  var dialect: Dialect?

  @Option(help: "The migration tool, or auto to recognise it.")
  var convention = "auto"

  @Flag(help: "Leave out Laravel's committed schema dump.")
  var noSchemaDump = false
}
