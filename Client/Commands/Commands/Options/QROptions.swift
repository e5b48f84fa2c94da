import ArgumentParser

/// Options of commands that print a code.
struct QROptions: ParsableArguments {
    @Flag(name: .customLong("no-qr"), help: "Draw no QR code beside it.")
    var isPlain = false
}
