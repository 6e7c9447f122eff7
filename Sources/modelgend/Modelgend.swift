import ArgumentParser

@main
struct Modelgend: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "modelgend",
    abstract: "Keeps models in step with migrations.",
    subcommands: [GenerateCommand.self, CheckCommand.self, SchemaCommand.self]
  )
}
