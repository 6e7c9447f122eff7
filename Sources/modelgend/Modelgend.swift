import ArgumentParser

@main
struct Modelgend: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "modelgend",
    abstract: "Keeps models in step with migrations.",
    subcommands: [
      InitCommand.self, GenerateCommand.self, CheckCommand.self, SchemaCommand.self,
      ExplainCommand.self, DiffCommand.self,
    ]
  )
}
