import Foundation
import ProgramSupport
import Subprocess
import Support
import Testing

extension RealPrograms {
    @Suite(
        "A disk without room, or closed to writing",
        .enabled(if: SmallDisk.isPossible, "Disks of its own take root, loop devices and mount namespaces."))
    struct FullDiskTests {
        private let words = "Nobody wants to write this twice"

        @Test func `a home on a full disk says so; words given to it are shown, and once there is room it goes on`() async throws {
            try await SmallDisk.mounted { disk in
                let ada = try disk.person("ada")
                try await ada.twofold("init", "--name", "Ada")
                try await ada.answer(.firstWord, "Written before.", "--draft")
                try await disk.fill()
                let refusal = try Refusal(
                    try await ada.run(["answer", .firstWord, "--file", "-", "--draft", "--json"], input: words))
                #expect(refusal.code == "home_full")
                #expect(refusal.keeps(words, reading: disk.content))
                for command in [["show", .firstWord], ["status"], ["doctor"], ["sync"], ["export"]] {
                    let ended = try await ada.run(command + (command == ["export"] ? [] : ["--json"]))
                    if ended.status != .exited(0) {
                        #expect(ended.status == .exited(1) && !ended.errors.contains("Fatal error"), "\(command)")
                    }
                }
                try await disk.free()
                #expect(try await ada.round(.firstWord)["draft"]?["text"] == "Written before.")
                try await ada.answer(.firstWord, words, "--draft")
                #expect(try await ada.round(.firstWord)["draft"]?["text"] == .string(words))
            }
        }

        @Test func `a home cannot begin on a full disk, and can once there is room`() async throws {
            try await SmallDisk.mounted { disk in
                let ada = try disk.person("ada")
                try await disk.shell("mkdir -p \(ada.folder.path)")
                try await disk.fill()
                _ = try Refusal(try await ada.run(["init", "--name", "Ada", "--json"]))
                try await disk.free()
                try await ada.twofold("init", "--name", "Ada")
                try await ada.answer(.firstWord, words, "--draft")
            }
        }

        @Test
        func `where the disk fills while the editor is open, its words are in the named file for the next try`() async throws {
            try await SmallDisk.mounted { disk in
                let ada = try disk.person("ada")
                try await ada.twofold("init", "--name", "Ada")
                let helper = try Person("helper")
                let filling = try helper.script(
                    "filling",
                    """
                    echo '\(words)' >> "$1"; sync
                    dd if=/dev/zero of=\(disk.path)/ballast bs=64k 2>/dev/null; dd if=/dev/zero of=\(disk.path)/crumbs bs=1k 2>/dev/null; true
                    """)
                // The home's log has to grow to hold the text.
                let long = try helper.script("long", "head -c 150000 /dev/zero | tr '\\0' 'x' >> \"$1\"; . \(filling)")
                let refusal = try Refusal(
                    try await ada.run(["answer", .firstWord, "--draft", "--offline", "--json"], environment: ["EDITOR": long]))
                #expect(refusal.code == "home_full")
                #expect(refusal.files.contains { disk.content(of: $0)?.contains(words) == true }, "\(refusal.output)")
                try await disk.free()
                let finishing = try helper.script("finishing", "true")
                let ended = try await ada.run(["answer", .firstWord, "--draft", "--offline"], environment: ["EDITOR": finishing])
                #expect(ended.isGood, "\(ended.errors)")
                #expect(try await ada.round(.firstWord)["draft"]?["text"]?.text?.hasSuffix(words) == true)
            }
        }

        @Test
        func `a server on a full disk refuses what it cannot keep and lives on; clients keep it and send it later`() async throws {
            try await SmallDisk.mounted { disk in
                let server = try disk.server()
                let couple = try await server.serving { running in
                    let couple = try await Couple(on: running)
                    try await couple.ada.answer(.firstWord, "Ada's.")
                    try await disk.fill()
                    // Large enough that the log has no room for it.
                    let long = words + String(repeating: " and on", count: 15_000)
                    try await couple.ben.answer(.firstWord, long, "--yes")
                    let unsent = try await couple.ben.run(["sync", "--require-sync", "--json"])
                    #expect(unsent.status == .exited(75))
                    let error = try unsent.json["error"]
                    #expect(error?["code"] == "storage_full")
                    #expect(error?["next"]?.text?.isEmpty == false)
                    #expect(try await couple.ada.state(.firstWord) == "sealed_by_me")
                    try await disk.free()
                    for person in [couple.ben, couple.ada] { try await person.sync() }
                    for person in couple.both { #expect(try await person.state(.firstWord) == "revealed") }
                    #expect(try await couple.ada.round(.firstWord)["theirs"]?["text"] == .string(long))
                    return couple
                }
                #expect(try await server.command("check").isGood)
                try await disk.shell("mkdir \(disk.path)/other")
                try await disk.fill()
                var other = LiveServer(in: try ScratchFolder(borrowing: disk.path + "/other"))
                other.runner = disk.runner
                let refused = try await other.command("serve", "--port", "0")
                #expect(refused.status == .exited(1))
                #expect(refused.errors.contains("room") && !refused.errors.contains("Fatal"), "\(refused.errors)")
                try await disk.free()
                #expect(try await couple.ada.state(.firstWord) == "revealed")
            }
        }

        @Test
        func `a home that may only be read says so, keeps words elsewhere, and goes on when it may be written again`() async throws
        {
            try await SmallDisk.mounted { disk in
                let ada = try disk.person("ada")
                try await ada.twofold("init", "--name", "Ada")
                try await ada.answer(.firstWord, "Written before.", "--draft")
                try await disk.closeToWriting()
                let refusal = try Refusal(
                    try await ada.run(["answer", .firstWord, "--file", "-", "--draft", "--json"], input: words))
                #expect(refusal.code == "home_read_only")
                #expect(refusal.keeps(words, reading: disk.content))
                // What was written before can be read meanwhile.
                for command in [
                    ["status"], ["timeline"], ["timeline", "--search", "before"], ["show", .firstWord], ["prompts"], ["today"],
                    ["history", .firstWord], ["export"], ["devices"], ["config"], ["trends"], ["pledge"], ["decks"], ["open"],
                ] {
                    let read = try await ada.run(command)
                    #expect(read.status == .exited(0), "\(command): \(read.errors)")
                }
                #expect(try await ada.round(.firstWord)["draft"]?["text"] == "Written before.")
                try await disk.openToWriting()
                #expect(try await ada.round(.firstWord)["draft"]?["text"] == "Written before.")
                try await ada.answer(.firstWord, words, "--draft")
            }
        }

        @Test
        func `a server whose folder may only be read says so, and serves all it had when it may be written again`() async throws {
            try await SmallDisk.mounted { disk in
                let server = try disk.server()
                let (couple, port) = try await server.serving { running in
                    let couple = try await Couple(on: running)
                    try await couple.reveal(.firstWord, "Ada's.", "Ben's.")
                    return (couple, running.port)
                }
                try await disk.closeToWriting()
                let refused = try await server.command("serve", "--port", "0")
                #expect(refused.status == .exited(1))
                #expect(refused.errors == "Error: The data folder \(server.data) is read-only.\n")
                // No one is served meanwhile; what is written waits.
                try await couple.ada.answer(.smallStep, "Written meanwhile.")
                try await disk.openToWriting()
                try await server.serving(port: port) { _ in
                    try await couple.ada.sync()
                    try await couple.ben.answer(.smallStep, "And this.", "--yes")
                    for person in [couple.ben, couple.ada] { try await person.sync() }
                    let phone = try await couple.ben.linked("phone")
                    #expect(try await phone.round(.firstWord)["theirs"]?["text"] == "Ada's.")
                    #expect(try await couple.ada.round(.smallStep)["theirs"]?["text"] == "And this.")
                }
            }
        }
    }
}
