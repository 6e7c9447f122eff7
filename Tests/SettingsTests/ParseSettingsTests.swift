import Catalog
import Settings
import Testing

@Test("A complete file is read")
func complete() throws {
  let settings = try parseSettings(
    """
    [project]
    migrations = "db"
    dialect = "mariadb"
    [laravel]
    major = 11
    [laravel.config]
    "permission.table_names.roles" = "acl_roles"
    [eloquent]
    namespace = "Shop\\\\Models"
    """,
    file: "modelgend.toml"
  )
  #expect(settings.migrations == ["db"])
  #expect(settings.dialect == .mariadb)
  #expect(settings.values["framework.major"] == "11")
  #expect(settings.values["config.permission.table_names.roles"] == "acl_roles")
  #expect(settings.eloquent?.namespace == "Shop\\Models")
}

@Test(
  "What is wrong is named by its key path, with the nearest word that is right",
  arguments: [
    ("[project]\ndialect = \"postgre\"", "project.dialect: \"postgre\" is not one of", "postgres"),
    ("[project]\nmigration = \"x\"", "project.migration: unknown key", "project.migrations"),
    ("[projekt]\n", "projekt: unknown key", "project"),
    ("[project]\nmigrations = 3", "project.migrations: must be a list", "strings"),
    ("[eloquent]\nfolder = \"../x\"", "eloquent.folder: must be a folder below", "without .."),
    ("[eloquent]\nlaravel = 7", "eloquent.laravel: 7 is not a supported", "8 to 13"),
  ]
)
func mistakes(text: String, message: String, hint: String) {
  let error = #expect(throws: SettingsError.self) { try parseSettings(text, file: "m.toml") }
  #expect(error?.description.contains(message) == true)
  #expect(error?.description.contains(hint) == true)
}

@Test("A syntax error has its line and column")
func syntax() {
  let error = #expect(throws: SettingsError.self) {
    try parseSettings("[project]\ndialect = \n", file: "m.toml")
  }
  #expect(error?.line == 2)
  #expect((error?.column ?? 0) > 1)
}
