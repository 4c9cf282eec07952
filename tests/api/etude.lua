-- wrk: the same dossier, again and again.
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/toml"
local file = assert(io.open(os.getenv("EPAULE_DOSSIER"), "r"))
wrk.body = file:read("*a")
file:close()
