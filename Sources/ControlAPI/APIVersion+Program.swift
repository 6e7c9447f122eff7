/// The version of the program, on the command line and in every answer.
package let programVersion = "0.1.0"
