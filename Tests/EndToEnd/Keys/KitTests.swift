import ProgramSupport
import Support
import Testing

extension RealPrograms {
    @Suite("The recovery kit")
    struct KitTests {
        @Test
        func `where the first machine is lost, it brings everything back on a new one, and says beforehand that it would`()
            async throws
        {
            try await LiveServer().serving { server in
                let couple = try await Couple(on: server)
                let kit = try await couple.ada.code("kit")
                try await couple.reveal(.firstWord, "Ada's.", "Ben's.")
                let own = try await couple.ada.twofold("ask", "A question of ours?", "--json").json["prompt"]?.text ?? ""
                try await couple.ada.answer(.smallStep, "A draft.", "--draft")
                try await couple.ada.answer(.heldBack, "Sealed, and waiting.")
                try await couple.ada.twofold("skip", "founding/coming-back")
                #expect(try await couple.ada.twofold("kit", "--check", "--json", input: kit).json == ["works": true])

                let anew = try Person("Ada anew")
                let recovered = try await anew.twofold("recover", "--device-name", "new", "--json", input: kit).json
                #expect(recovered["paired"] == true)
                #expect(recovered["partner"] == "Ben")
                let round = try await anew.round(.firstWord)
                #expect(round["mine"]?["text"] == "Ada's.")
                #expect(round["theirs"]?["text"] == "Ben's.")
                #expect(try await anew.round(.smallStep)["draft"]?["text"] == "A draft.")
                #expect(try await anew.round(.heldBack)["mine"]?["text"] == "Sealed, and waiting.")
                #expect(try await anew.twofold("show", own, "--json").json["question"] == "A question of ours?")
                let listed = try await anew.twofold("prompts", "--json").json.elements
                #expect(listed.first { $0["id"] == "founding/coming-back" }?["is_skipped"] == true)
                let status = try await anew.twofold("status", "--json").json
                #expect(status["reveal"] == "handshake")
                #expect(status["fingerprint"] == (try await couple.ben.twofold("status", "--json").json["fingerprint"]))

                // Everything continues: the waiting answer is revealed, and so is one that is sealed here.
                try await couple.ben.answer(.heldBack, "Ben's to that.")
                try await anew.answer(.smallStep, "Sealed on the new machine.")
                try await couple.ben.answer(.smallStep, "Ben's step.")
                for person in [anew, couple.ben, anew, couple.ben] { try await person.sync() }
                for person in [anew, couple.ben] {
                    for prompt in [String.heldBack, .smallStep] {
                        #expect(try await person.state(prompt) == "revealed")
                    }
                }
                // It wasn't used up.
                let another = try Person("Ada once more")
                try await another.twofold("recover", input: kit)
                #expect(try await another.state(.smallStep) == "revealed")
            }
        }

        @Test func `a mistyped, replaced or foreign code gets a clear answer, and nothing is begun with it`() async throws {
            try await LiveServer().serving { server in
                let couple = try await Couple(on: server)
                let kit = try await couple.ada.code("kit")
                let last = kit.last == "0" ? "1" : "0"
                let lost = try Person("Lost")
                #expect(try await lost.failure("recover", input: kit.dropLast() + last) == "code_mistyped")
                #expect(try await lost.failure("recover", input: String(kit.dropLast(5))) == "code_wrong_length")
                #expect(try await lost.failure("recover", input: kit.dropLast(2) + "!" + kit.suffix(1)) == "code_unknown_character")
                #expect(try await lost.failure("recover", input: "my kit") == "code_no_address")
                #expect(try await lost.failure("recover", input: try couple.ada.code("link")) == "code_is_link")
                #expect(try await lost.failure("join", input: kit) == "code_is_kit")
                #expect(try await couple.ada.failure("kit") == "kit_exists")
                let newer = try await couple.ada.code("kit", "--new")
                let replaced = try await couple.ada.failure("kit", "--check", input: kit)
                #expect(replaced == "code_unknown")
                #expect(try await lost.failure("recover", input: kit) == replaced)
                #expect(try await couple.ben.failure("kit", "--check", input: newer) == "kit_unknown")
                #expect(try await couple.ada.twofold("kit", "--check", "--json", input: newer).json == ["works": true])
                // Lower case, spaces, and letters that look like digits are read as intended.
                let typed = newer.lowercased().replacing("-", with: " ")
                try await lost.twofold("recover", input: typed)
                #expect(try await lost.failure("recover", input: newer) == "already_initialised")
            }
        }
    }
}
