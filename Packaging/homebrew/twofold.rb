# Untested: written from Homebrew's documentation, without a Mac to try it on. It builds from the sources of a release, whose address
# and checksum are to be filled in: `brew install --build-from-source ./Packaging/homebrew/twofold.rb`.
class Twofold < Formula
  desc "Answer apart, reveal together: questions for two, end-to-end encrypted"
  homepage "https://example.org/twofold"
  url "https://example.org/twofold/archive/0.1.0.tar.gz"
  sha256 "0000000000000000000000000000000000000000000000000000000000000000"
  license "MIT"

  depends_on "pkgconf" => :build
  depends_on xcode: ["26.0", :build]
  depends_on "curl"
  depends_on macos: :sequoia
  depends_on "libpq"
  depends_on "ncurses"
  depends_on "qrencode"
  depends_on "sqlite"

  def install
    release = ["-c", "release", "--scratch-path", ".build-release", "--disable-sandbox"]
    %w[twofold twofold-server generate-manual].each do |product|
      system "swift", "build", *release, "--product", product
    end
    system "Scripts/install.sh", "tree", ".build-release/release", "tree"
    bin.install Dir["tree/bin/*"]
    man1.install Dir["tree/share/man/man1/*"]
    bash_completion.install Dir["tree/share/bash-completion/completions/*"]
    zsh_completion.install Dir["tree/share/zsh/site-functions/*"]
    fish_completion.install Dir["tree/share/fish/vendor_completions.d/*"]
  end

  service do
    run [opt_bin/"twofold-server", "serve", "--data", var/"twofold"]
    keep_alive true
  end

  test do
    assert_match "twofold #{version} (protocol 1)", shell_output("#{bin}/twofold --version")
    ENV["TWOFOLD_HOME"] = testpath/"home"
    system bin/"twofold", "init", "--name", "Ada", "--server", "http://127.0.0.1:8420"
    assert_predicate testpath/"home/twofold.sqlite", :exist?
  end
end
