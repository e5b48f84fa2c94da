import ArgumentParser
import Presentation

/// Options of commands that have neither `ChangeOptions` nor `ReadOptions`.
struct OutputOptions: ParsableArguments {
    @Flag(name: .customLong("json"), help: "Print JSON, for scripts.")
    var isJSON = false
}
