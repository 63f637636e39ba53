#!/usr/bin/env bash
# Starts Exim on a fresh folder: STARTTLS and a password are asked for, ana has a mailbox and nobody else, and each recipient is greylisted once.
#   CARE_SMTP_PORT (5825). The certificate to trust is $CARE_CI_WORK/paging/ca.pem, the password of "care" stands in password.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
source "$here/../lib.sh"

bash "$here/install.sh"
port=${CARE_SMTP_PORT:-5825} home="$CARE_CI_WORK/paging"
bash "$here/down.sh"
need_ports "$port"
rm -rf "$home"; mkdir -p "$home"/{mail,seen,spool,log}
quietly paging-certificate openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -addext subjectAltName=DNS:localhost \
  -keyout "$home/key.pem" -out "$home/ca.pem"
printf 'of-the-test-mailer' >"$home/password"
cat >"$home/exim.conf" <<CONF
primary_hostname = localhost
daemon_smtp_ports = $port
local_interfaces = 127.0.0.1
spool_directory = $home/spool
log_file_path = $home/log/%slog
pid_file_path = $home/exim.pid
tls_advertise_hosts = *
tls_certificate = $home/ca.pem
tls_privatekey = $home/key.pem
auth_advertise_hosts = \${if eq{\$tls_in_cipher}{}{}{*}}
acl_smtp_rcpt = rcpt
begin acl
rcpt:
  deny !authenticated = *
       message = Sign in first
  defer set acl_m_seen = $home/seen/\${if eq{\$local_part}{ana}{ana}{other}}
       condition = \${if exists{\$acl_m_seen}{no}{\${run{/usr/bin/touch \$acl_m_seen}{yes}{yes}}}}
       message = Greylisted, come again
  require verify = recipient
       message = No such mailbox
  accept
begin routers
mailbox:
  driver = accept
  domains = gridco.test
  local_parts = ana
  transport = keep
begin transports
keep:
  driver = appendfile
  maildir_format
  directory = $home/mail/ana
  user = Debian-exim
begin authenticators
plain:
  driver = plaintext
  public_name = PLAIN
  server_prompts = :
  server_condition = \${if and{{eq{\$auth2}{care}}{eq{\$auth3}{$(cat "$home/password")}}}}
  server_set_id = \$auth2
CONF
chown -R Debian-exim "$home"; chown root "$home/exim.conf"; chmod 644 "$home/exim.conf"
daemon paging-smtpd /usr/sbin/exim4 -bdf -C "$home/exim.conf"
wait_until 15 "the mail server" port_taken "$port"
