import ArgumentParser
import Catalog

extension Dialect: ExpressibleByArgument {}

/// What can be generated.
enum OutputTarget: String, CaseIterable, ExpressibleByArgument {
  case eloquent, docs
}

/// The flags that say what a project is where no `modelgend.toml` does; they win over it.
struct ProjectOptions: ParsableArguments {
  @Option(help: "The project's folder; modelgend.toml is looked for here and above.")
  var root = "."

  @Option(
    name: .customLong("migrations"),
    help: "A folder, file or glob of migrations below the root; may be repeated."
  )
  var migrations: [String] = []

  @Option(help: "The database: postgres, mysql, mariadb or sqlite.")
  var dialect: Dialect?

  @Option(help: "The migration tool by name, or auto to recognise it.")
  var convention: String?

  @Flag(help: "Leave out Laravel's committed schema dump.")
  var noSchemaDump = false

  @Option(
    name: .customLong("target"),
    help: "What to generate, eloquent or docs, instead of what is configured; may be repeated."
  )
  var targets: [OutputTarget] = []

  @Option(help: "The folder of the generated models; of the documents where they are all.")
  var out: String?

  @Option(help: "The namespace of the generated models.")
  var namespace: String?
}
