import ProgramSupport
import Support
import Testing

extension RealPrograms {
    @Suite("A check-in")
    struct CheckInTests {
        @Test
        func `typing words on the sheet neither seals nor leaves it; a word of its own seals, a name takes back`() async throws {
            try await LiveServer().serving { server in
                let couple = try await Couple(on: server)
                try await TerminalWindow.open(couple.ada) { window in
                    try await window.enter("twofold checkin")
                    try await window.see("d keep a draft")
                    try await window.type("7")
                    try await window.press("Down")
                    try await window.type("n we said so quite often, as always")
                    try await window.press("Enter")
                    try await window.see("First a number")
                    try await window.press("Escape")
                    try await window.see("d keep a draft")
                    try await window.type("s")
                    try await window.see("takes it back.")
                    try await window.enter("o we said")
                    try await window.see("Not sealed.")
                    #expect(try await couple.ada.round("checkin/us")["state"] != "sealed_by_me")

                    try await window.type("s")
                    try await window.see("type seal")
                    try await window.enter("seal")
                    try await window.see("Sealed. It went through.")
                    #expect(try await couple.ada.round("checkin/us")["mine"]?["text"] == "vulnerability 7")
                    try await window.enter("twofold withdraw checkin")
                    try await window.see("Taken back")
                }
            }
        }
    }
}
